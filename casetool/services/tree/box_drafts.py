"""The text being typed into a box of the tree: what it is for, as its draft slot says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from casetool.models.capture.grammar import TREE_SIGILS
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, Tree, find_node
from casetool.models.tree.paths import Side, path_of

BOX_SLOT = "node-"
"""The prefix of a slot for text of a box. What the text is for stands behind the name."""

EditorUse = Literal["words", "for", "against"]
"""What is typed about an existing box: its words, or what speaks for or against it."""


@dataclass(frozen=True, slots=True)
class BoxAim:
    """What text typed into the tree is for. It names boxes, never places in a list."""

    use: EditorUse | Side
    """The side of a new box, or what is typed about an existing one."""
    node: str
    """The id of the box. A new one gets it once its text is stored."""
    parent: str = FOCAL
    """The box that a new one hangs on."""
    after: str = ""
    """The box that a new one comes after. Empty for the last place."""

    @property
    def is_new(self) -> bool:
        """Whether the box is not in the tree yet."""
        return self.use in get_args(Side)

    @property
    def side(self) -> Side:
        """The side of a new box."""
        return "effects" if self.use == "effects" else "causes"

    @property
    def slot(self) -> str:
        """The draft slot of the text."""
        if self.is_new:
            ids = (self.node, self.parent, *([self.after] if self.after else []))
            return " ".join((f"{BOX_SLOT}{self.node}", self.use, *ids))
        return f"{BOX_SLOT}{self.node}-{self.use} {self.use} {self.node}"

    def has_place(self, session: Session) -> bool:
        """Whether the text can be stored: its box, or the parent of a new one, is in the tree."""
        tree = tree_of(session)
        if tree is None:
            return False
        if self.is_new:
            return self.parent == FOCAL or _takes_child(tree, self.parent, self.side)
        node = find_node(tree, self.node)
        if self.use == "words":
            return self.node == FOCAL or node is not None
        return isinstance(node, Cause)

    def is_stored(self, session: Session, text: str) -> bool:
        """Whether the box has the text already, as a kill came between its save and its draft."""
        tree, stripped = tree_of(session), text.strip()
        if tree is None:
            return False
        node = find_node(tree, self.node)
        if self.use in ("for", "against"):
            is_for = self.use == "for"
            node = node if isinstance(node, Cause) else Cause(id=self.node)
            return stripped in (node.speaks_for if is_for else node.speaks_against)
        if self.is_new:
            return node is not None and node.text.startswith(stripped)
        return stripped == (tree.focal if self.node == FOCAL else node.text if node else None)


def is_in_tree(session: Session, slot: str, text: str) -> bool:
    """Whether the text of a draft is stored already.

    Args:
        session: the session.
        slot: the slot of the draft.
        text: its text.
    """
    aim = _aim_in(session, slot, text)
    return slot.startswith(BOX_SLOT) and aim is not None and aim.is_stored(session, text)


def place_in_tree(session: Session, slot: str, text: str) -> BoxAim | None:
    """What the text of a draft is for now, None where its place is gone or not known.

    Args:
        session: the session.
        slot: the slot of the draft.
        text: its text.
    """
    aim, tree = _aim_in(session, slot, text), tree_of(session)
    if not slot.startswith(BOX_SLOT) or aim is None or tree is None:
        return None
    if aim.is_new and find_node(tree, aim.node) is not None:
        aim = BoxAim("words", aim.node)  # it was stored before this text was typed
    return aim if aim.has_place(session) else None


def _aim_in(session: Session, slot: str, text: str) -> BoxAim | None:
    """What the text of a draft is for, as its slot says.

    Older versions named only the box. Its words or the focal point are known by how they begin.
    """
    name, *parts = slot.split(" ")
    match parts:
        case [("words" | "for" | "against") as use, node]:
            return BoxAim(use, node)
        case [("effects" | "causes") as use, node, parent]:
            return BoxAim(use, node, parent)
        case [("effects" | "causes") as use, node, parent, after]:
            return BoxAim(use, node, parent, after)
    box_id, tree = name.removeprefix(BOX_SLOT), tree_of(session)
    box = find_node(tree, box_id) if tree is not None else None
    is_of_box = box is not None and bool(box.text.strip()) and text.startswith(box.text)
    return BoxAim("words", box_id) if is_of_box or box_id == FOCAL else None


def line_text(slot: str, text: str) -> str:
    """The text of a box as the capture line takes it: with the sign of its side where it has one.

    Args:
        slot: the slot of the draft.
        text: its text.
    """
    sign = next(sign for sign, side in TREE_SIGILS.items() if side == "effects")
    is_effect = slot.startswith(BOX_SLOT) and slot.split(" ")[1:2] == ["effects"]
    return f"{sign} {text}" if is_effect else text


def box_below(slot: str) -> str:
    """The id of the box under which the line puts the text of a box whose place is gone."""
    name, *parts = slot.split(" ")
    if not parts:
        return name.removeprefix(BOX_SLOT)
    return parts[2] if len(parts) > 2 else parts[-1]


def waiting_slot(slot: str, number: int) -> str:
    """A slot for text that waits. New boxes keep theirs, as no other text comes into it.

    Args:
        slot: the slot of the draft.
        number: tells it from others that wait.
    """
    parts = slot.split(" ")[1:]
    is_shared = parts[:1] in (["words"], ["for"], ["against"])
    return " ".join((f"{BOX_SLOT}waiting-{number}", *parts)) if is_shared else slot


def waiting_draft(drafts: Mapping[str, str], aim: BoxAim) -> tuple[str, str]:
    """The slot and the text of a draft that waits for an existing box, empty where none does.

    Args:
        drafts: the unfinished texts of the session, by slot.
        aim: what is to be typed about the box.
    """
    aims = [aim.use, aim.node]
    waiting = (slot for slot in sorted(drafts) if slot.startswith(f"{BOX_SLOT}waiting-"))
    slot = next((slot for slot in waiting if slot.split(" ")[1:] == aims), "")
    return slot, drafts.get(slot, "")


def _takes_child(tree: Tree, parent: str, side: Side) -> bool:
    node = find_node(tree, parent)
    if node is None or isinstance(node, Effect) != (side == "effects"):
        return False
    return len(path_of(tree, parent).indexes) < DEEPEST_TREE
