"""The keys of the tree."""

from dataclasses import replace

from textual.binding import Binding, BindingType

_KEYS = [
    Binding("enter", "sibling", "Next to it", id="tree.sibling",
            tooltip="A new box beside this one; on the focal point: its words"),
    Binding("tab", "child", "Why? / and then?", id="tree.child",
            tooltip="A new box below a cause (why?) or above an effect (and then?)"),
    Binding("shift+tab", "effect", "Effect above", id="tree.effect",
            tooltip="A new effect of the focal point"),
    Binding("shift+left", "move('earlier')", "Earlier", id="tree.earlier", show=False,
            tooltip="Move it before its neighbour"),
    Binding("shift+right", "move('later')", "Later", id="tree.later", show=False,
            tooltip="Move it after its neighbour"),
    Binding("delete", "delete", "Delete", id="tree.delete", key_display="Del",
            tooltip="Delete this branch; Ctrl+Z brings it back"),
    Binding("up", "look('up')", "Up", id="tree.up", show=False, tooltip="The box above"),
    Binding("down", "look('down')", "Down", id="tree.down", show=False, tooltip="The box below"),
    Binding("left", "look('left')", "Left", id="tree.left", show=False, tooltip="The box beside"),
    Binding("right", "look('right')", "Right", id="tree.right", show=False,
            tooltip="The box beside"),
    Binding("home", "look('focal')", "Focal point", id="tree.focal", show=False,
            tooltip="To the focal point"),
]  # fmt: skip

# All have priority over the focused widget: in the outline that is a list, whose arrows, Home and
# Enter would only move its own highlight.
TREE_KEYS: list[BindingType] = [replace(key, priority=True) for key in _KEYS]
"""The keys that change and show the tree, in the order of the footer."""
