"""The menu of a box of the tree: what can be done with it, and what is set."""

from casetool.models.tree.model import FOCAL, Cause, Node, Tree
from casetool.services.tree.marks import has_mark, offers_mark
from casetool.widgets.common.item_menu import ItemMenu, MenuItem

_MARKS = (
    ("tree.has", "h", "has happened", "happened:HAS", "The effect has happened already"),
    ("tree.could", "o", "could happen", "happened:COULD", "The effect could happen"),
    ("tree.short", "s", "short term", "horizon:SHORT", "It is felt in the short term"),
    ("tree.longer", "l", "longer term", "horizon:LONGER",
     "It is felt in the longer term, into adulthood"),
    ("tree.on-child", "c", "on the child", "on:CHILD", "It falls on the child"),
    ("tree.on-family", "f", "on family and siblings", "on:FAMILY",
     "It falls on family and siblings"),
    ("tree.on-community", "m", "on the community", "on:COMMUNITY", "It falls on the community"),
    ("tree.on-services", "v", "on services", "on:SERVICES", "It falls on services"),
    ("tree.root", "r", "root cause", "ends:ROOT", "It is a root cause: a hypothesis, to be tested"),
    ("tree.why", "w", "still asking why", "ends:WHY", "We are still asking why"),
    ("tree.info", "i", "needs information", "ends:INFO", "It needs information"),
    ("tree.aside", "n", "set aside", "ends:ASIDE", "It is set aside"),
    ("tree.untested", "u", "untested", "test:UNTESTED", "Nobody has tested this root cause yet"),
    ("tree.supported", "y", "supported", "test:SUPPORTED",
     "What is known supports this root cause"),
    ("tree.refuted", "z", "refuted", "test:REFUTED", "What is known refutes this root cause"),
    ("tree.level-person", "1", "person and family", "level:PERSON",
     "The cause lies with a person or the family"),
    ("tree.level-practitioner", "2", "practitioner", "level:PRACTITIONER",
     "The cause lies with a practitioner"),
    ("tree.level-team", "3", "team", "level:TEAM", "The cause lies in a team"),
    ("tree.level-inter-agency", "4", "inter-agency", "level:INTER_AGENCY",
     "The cause lies between agencies"),
    ("tree.level-organisation", "5", "organisation", "level:ORGANISATION",
     "The cause lies in an organisation"),
    ("tree.level-national", "6", "national", "level:NATIONAL",
     "The cause lies with law, policy or money"),
)  # fmt: skip
"""Each mark: its id in the menu, its letter, its label, its field and value, and a tip."""

_MARK_OF = {item_id: mark for item_id, _, _, mark, _ in _MARKS}

_FOR_CAUSES = frozenset({"tree.for", "tree.against"})
_FOR_THE_FOCAL_POINT = frozenset({"tree.words", "tree.fold", "tree.only", "tree.outline"})

TREE_MENU = (
    *(
        MenuItem(item_id, key, label, f"mark('{mark}')", tip, stays=True)
        for item_id, key, label, mark, tip in _MARKS
    ),
    MenuItem("tree.for", "+", "speaks for it …", "words('for')",
             "Write down what speaks for it", opens_form=True),
    MenuItem("tree.against", "-", "speaks against it …", "words('against')",
             "Write down what speaks against it", opens_form=True),
    MenuItem("tree.words", "e", "change the words", "words",
             "Change the words of this box", opens_form=True),
    MenuItem("tree.missing", "?", "make it missing information", "make('missing')",
             "Make it missing information, which keeps pointing here"),
    MenuItem("tree.action", "a>", "action for it", "make('action')",
             "Make an action that answers it"),
    MenuItem("tree.grab", "g", "grab the branch", "grab",
             "Take this branch, go to another box with the arrows, Enter drops it there"),
    MenuItem("tree.out", "[", "one level out", "move('out')",
             "One level nearer to the focal point", stays=True),
    MenuItem("tree.in", "]", "one level in", "move('in')", "Under the neighbour before it",
             stays=True),
    MenuItem("tree.delete-it", "x", "delete the branch", "delete",
             "Delete this branch; Ctrl+Z brings it back"),
    MenuItem("tree.fold", ".", "fold / unfold", "look('fold')",
             "Fold this branch, or unfold it"),
    MenuItem("tree.only", "b", "only this branch", "look('only')",
             "Only this branch, or the whole tree"),
    MenuItem("tree.outline", "t", "outline / picture", "look('outline')",
             "The outline, or the picture"),
)  # fmt: skip
"""What can be done with a box. Only what is for its sort is offered."""

_NEXT_BOXES = (
    MenuItem("tree.sibling", "enter", "beside", "sibling",
             "A new box beside this one", opens_form=True),
    MenuItem("tree.child", "tab", "deeper", "child",
             "A new box below a cause or above an effect", opens_form=True),
    MenuItem("tree.focal", "home", "focal", "look('focal')", "Select the focal point"),
)  # fmt: skip
"""Keys that draw on from the box that was just marked, as they do outside the menu."""


def box_menu(tree: Tree | None, node: Node | None) -> ItemMenu:
    """What can be done with a box, and what is set.

    Args:
        tree: the tree.
        node: the box, None for the focal point.
    """
    focal = (tree.focal if tree is not None else "") or "The focal point"
    title = (node.text or "(no words yet)") if node is not None else focal
    items = tuple(item for item in TREE_MENU if _offers(node, item))
    marked = frozenset(item.id for item in items if _is_marked(node, item))
    exits = _NEXT_BOXES if node is not None else ()
    return ItemMenu(title, items, marked, False, node.id if node is not None else FOCAL, exits)


def _offers(node: Node | None, item: MenuItem) -> bool:
    """Whether something can be done with this sort of box."""
    if item.id in _MARK_OF:
        return offers_mark(node, _MARK_OF[item.id])
    if item.id in _FOR_CAUSES:
        return isinstance(node, Cause)
    return node is not None or item.id in _FOR_THE_FOCAL_POINT


def _is_marked(node: Node | None, item: MenuItem) -> bool:
    """Whether a box has the mark that something in the menu sets."""
    return item.id in _MARK_OF and has_mark(node, _MARK_OF[item.id])
