"""The peers: bare Textual apps, each as small as it can be written."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Label, Tree


class BareLabel(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """A label."""
        yield Label("ready")


class BareTick(App[None]):
    """One label that says another second each second."""

    def compose(self) -> ComposeResult:
        """A label."""
        yield Label("ready")

    def on_mount(self) -> None:
        """Tick."""
        self._seconds = 0
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self._seconds += 1
        self.query_one(Label).update(f"{self._seconds} s")


class BareInput(App[None]):
    """One input, without a blinking cursor."""

    def compose(self) -> ComposeResult:
        """An input."""
        box = Input(placeholder="ready")
        box.cursor_blink = False
        yield Label("peer is up")
        yield box


class BareLine(BareInput):
    """The same, emptied by Enter."""

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Empty it."""
        message.input.clear()


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


PEERS = {
    "label": BareLabel,
    "tick": BareTick,
    "input": BareInput,
    "line": BareLine,
    "tree": BareTree,
}

if __name__ == "__main__":
    PEERS[sys.argv[1]]().run()
