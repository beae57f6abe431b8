"""What the room may see of a session: nothing private, and names as they are wanted on the wall."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from casetool.models.base import evolve
from casetool.models.meeting.read_back import agreed_again
from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import (
    Name,
    NameDisplay,
    Names,
    find_names,
    first_name,
    without_names,
)
from casetool.models.session import Session, actions_of, entries_of, tree_of
from casetool.models.text_walk import map_user_text
from casetool.models.tree.model import walk

_FIRST_LETTERS = re.compile(r"\b\w")
_NO_NAMES = frozenset(
    {"the", "child", "children", "baby", "unborn", "boy", "girl", "sibling", "young", "person",
     "teenager", "family", "case", "pupil", "client", "one", "two"}
)  # fmt: skip
"""What a child is called who is not named; in other sentences these are words."""


def for_board(session: Session, method: Method) -> Session:
    """The session as it may stand on the wall.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    shown = without_private(session, method)
    if shown.wall is NameDisplay.NAMES:
        return shown
    names = names_on_board(shown, shown.wall)

    @cache
    def told(text: str) -> str:
        return without_names(text, names)

    told_so = map_user_text(shown, lambda place, text: told(text))
    # what went round is never on the wall, and has the real names in it
    return evolve(told_so, names=(), circulated=(), agreed=agreed_again(shown, told_so))


def names_on_board(session: Session, wall: NameDisplay) -> Names:
    """What is looked for in a session, and what is to stand in its place; the child's name too.

    Args:
        session: the session.
        wall: what is wanted in the place of real names.
    """
    return board_names((*session.names, *_child(session)), wall)


def board_names(names: Names, wall: NameDisplay) -> Names:
    """The real names, each with what stands for it on the wall; “Robins mum” names Robin too.

    Args:
        names: the real names and their stand-ins.
        wall: what is wanted in their place.
    """
    return tuple(
        evolve(
            name,
            stand_in=initials(name.name) if wall is NameDisplay.INITIALS else name.stand_in,
            also=(*name.also, *(f"{form}s" for form in (name.name, *name.also))),
        )
        for name in names
    )


def _child(session: Session) -> Names:
    """The child, where nobody put the name on the list; one that was made up may stay."""
    child, first = session.child, first_name(session.child)
    plain = all(len(word) < 2 or word.casefold() in _NO_NAMES for word in child.split())
    if plain or find_names(child, session.names):
        return ()
    if any(name.stand_in.casefold() == child.casefold() for name in session.names):
        return ()
    also = (first,) if first and first.casefold() not in _NO_NAMES else ()
    return (Name(name=child, stand_in=initials(child), also=also),)


def initials(name: str) -> str:
    """The first letter of each word of a name: ``R.L.`` for Robin Lee; dots, so that it is told."""
    return "".join(f"{letter.upper()}." for letter in _FIRST_LETTERS.findall(name)) or "—"


def latest_capture(session: Session, before: Session | None = None) -> tuple[str, datetime] | None:
    """What was caught last: its id, and when; None while nothing was.

    Two things can have been caught in one second: the one that was not there before is newer.

    Args:
        session: the session.
        before: the session as it was.
    """
    old = {thing for thing, _ in _caught(before)} if before is not None else set()
    found = list(_caught(session))
    fresh = [one for one in found if one[0] not in old]
    return max((fresh or found)[::-1], key=lambda one: one[1], default=None)


def _caught(session: Session) -> Iterator[tuple[str, datetime]]:
    tree = tree_of(session)
    nodes = (node for node, _, _ in walk(tree)) if tree is not None else ()
    entries = (entry for _, entry in entries_of(session))
    for thing in (*entries, *actions_of(session), *nodes):
        if thing.at is not None:
            yield thing.id, thing.at
