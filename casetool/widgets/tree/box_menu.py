"""The menu of a box of the tree: what can be done with it, and what is set."""

from casetool.models.tree.model import Cause, Node, Tree
from casetool.services.tree.marks import has_mark, offers_mark
from casetool.widgets.common.item_menu import ItemMenu, MenuItem

TREE_MENU = (
    MenuItem("tree.has", "h", "has happened", "mark('happened:HAS')",
             "The effect has happened already", stays=True),
    MenuItem("tree.could", "o", "could happen", "mark('happened:COULD')",
             "The effect could happen", stays=True),
    MenuItem("tree.short", "s", "short term", "mark('horizon:SHORT')",
             "It is felt in the short term", stays=True),
    MenuItem("tree.longer", "l", "longer term", "mark('horizon:LONGER')",
             "It is felt in the longer term, into adulthood", stays=True),
    MenuItem("tree.on-child", "c", "on the child", "mark('on:CHILD')", "It falls on the child",
             stays=True),
    MenuItem("tree.on-family", "f", "on family and siblings", "mark('on:FAMILY')",
             "It falls on family and siblings", stays=True),
    MenuItem("tree.on-community", "m", "on the community", "mark('on:COMMUNITY')",
             "It falls on the community", stays=True),
    MenuItem("tree.on-services", "v", "on services", "mark('on:SERVICES')",
             "It falls on services", stays=True),
    MenuItem("tree.root", "r", "root cause", "mark('ends:ROOT')",
             "It is a root cause: a hypothesis, to be tested", stays=True),
    MenuItem("tree.why", "w", "still asking why", "mark('ends:WHY')", "We are still asking why",
             stays=True),
    MenuItem("tree.info", "i", "needs information", "mark('ends:INFO')", "It needs information",
             stays=True),
    MenuItem("tree.aside", "n", "set aside", "mark('ends:ASIDE')", "It is set aside", stays=True),
    MenuItem("tree.untested", "u", "untested", "mark('test:UNTESTED')",
             "Nobody has tested this root cause yet", stays=True),
    MenuItem("tree.supported", "y", "supported", "mark('test:SUPPORTED')",
             "What is known supports this root cause", stays=True),
    MenuItem("tree.refuted", "z", "refuted", "mark('test:REFUTED')",
             "What is known refutes this root cause", stays=True),
    MenuItem("tree.level-person", "1", "person and family", "mark('level:PERSON')",
             "The cause lies with a person or the family", stays=True),
    MenuItem("tree.level-practitioner", "2", "practitioner", "mark('level:PRACTITIONER')",
             "The cause lies with a practitioner", stays=True),
    MenuItem("tree.level-team", "3", "team", "mark('level:TEAM')", "The cause lies in a team",
             stays=True),
    MenuItem("tree.level-inter-agency", "4", "inter-agency", "mark('level:INTER_AGENCY')",
             "The cause lies between agencies", stays=True),
    MenuItem("tree.level-organisation", "5", "organisation", "mark('level:ORGANISATION')",
             "The cause lies in an organisation", stays=True),
    MenuItem("tree.level-national", "6", "national", "mark('level:NATIONAL')",
             "The cause lies with law, policy or money", stays=True),
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


def box_menu(tree: Tree | None, node: Node | None) -> ItemMenu:
    """What can be done with a box, and what is set.

    Args:
        tree: the tree.
        node: the box, None for the focal point.
    """
    focal = (tree.focal if tree is not None else "") or "The focal point"
    title = (node.text or "(no words yet)") if node is not None else focal
    items = tuple(item for item in TREE_MENU if _offers(node, item))
    return ItemMenu(title, items, frozenset(item.id for item in items if _is_marked(node, item)))


def _offers(node: Node | None, item: MenuItem) -> bool:
    """Whether something can be done with this sort of box."""
    action, parameter = _parts(item)
    if action == "mark":
        return offers_mark(node, parameter)
    if action == "words" and parameter:
        return isinstance(node, Cause)
    return node is not None or action in ("words", "look")


def _is_marked(node: Node | None, item: MenuItem) -> bool:
    """Whether a box has the mark that something in the menu sets."""
    action, parameter = _parts(item)
    return action == "mark" and has_mark(node, parameter)


def _parts(item: MenuItem) -> tuple[str, str]:
    """The name of an action, and its parameter."""
    action, _, parameter = item.action.removesuffix("')").partition("('")
    return action, parameter
