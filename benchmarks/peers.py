"""The peers: bare Textual apps, each as small as it can be written."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Label, Tree


class BareLabel(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """A label."""
        yield Label("ready")


class BareInput(App[None]):
    """One input, without a blinking cursor."""

    def compose(self) -> ComposeResult:
        """An input."""
        box = Input(placeholder="ready")
        box.cursor_blink = False
        yield Label("peer is up")
        yield box


class BareTree(App[None]):
    """A tree of 200 nodes, open."""

    def compose(self) -> ComposeResult:
        """A tree: ten branches of twenty."""
        tree: Tree[None] = Tree("ready")
        tree.root.expand()
        for branch in range(10):
            node = tree.root.add(f"branch {branch}", expand=True)
            for leaf in range(19):
                node.add_leaf(f"leaf {branch} {leaf}")
        yield tree


PEERS = {"label": BareLabel, "input": BareInput, "tree": BareTree}

if __name__ == "__main__":
    PEERS[sys.argv[1]]().run()
