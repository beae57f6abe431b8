"""The session as the room may see it: nothing private, and names replaced if so chosen."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import takewhile

from casetool.models.base import evolve
from casetool.models.meeting.read_back import agreed_again
from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.child_words import child_words, is_label
from casetool.models.pseudonyms.names import (
    Name,
    NameDisplay,
    Names,
    WordName,
    find_names,
    is_title,
    without_names,
)
from casetool.models.session import Session, listed_items, tree_of
from casetool.models.text_walk import map_user_text
from casetool.models.tree.model import walk

_FIRST_LETTERS = re.compile(r"\b[^\W\d_]")
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]?")
_SEVERAL = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)
"""Stands between the names of several children, or after a surname."""


def for_board(session: Session, method: Method) -> Session:
    """The session as the room's screen may show it.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    public = without_private(session, method)
    if public.wall is NameDisplay.NAMES:
        return public
    names = names_on_board(public, public.wall)

    @cache
    def replaced_text(text: str) -> str:
        return without_names(text, names)

    replaced = map_user_text(public, lambda location, text: replaced_text(text))
    # circulated versions contain real names, and the room's screen never shows them
    return evolve(replaced, names=(), circulated=(), agreed=agreed_again(public, replaced))


def names_on_board(session: Session, display: NameDisplay) -> Names:
    """Names to replace on the room's screen, including the child's.

    Args:
        session: the session.
        display: what replaces real names.
    """
    return board_names((*session.names, *_child_names(session)), display)


def board_names(names: Names, display: NameDisplay) -> Names:
    """Names with their replacements for the room's screen. “Robins mum” matches Robin too.

    A stand-in with a real name in it, such as “Robin's mum”, gives way to initials.

    Args:
        names: the real names and their stand-ins.
        display: what replaces them.
    """
    all_forms = tuple(
        evolve(name, also=(*name.also, *(f"{form}s" for form in (name.name, *name.also))))
        for name in names
    )
    return tuple(
        evolve(name, stand_in=initials(name.name))
        if display is NameDisplay.INITIALS or find_names(name.stand_in, all_forms)
        else name
        for name in all_forms
    )


def holds_real_name(stand_in: str, session: Session) -> bool:
    """Whether the room's screen shows initials for a stand-in, as a real name is in it.

    Args:
        stand_in: the stand-in, or what is typed of it.
        session: the session, whose child counts as well.
    """
    return bool(find_names(stand_in, names_on_board(session, NameDisplay.STAND_INS)))


def _child_names(session: Session) -> Names:
    """The child's name and its words, unless it is a stand-in or no name. The list goes before."""
    child, name_words = session.child, child_words(session.child)
    is_stand_in = any(name.stand_in.casefold() == child.casefold() for name in session.names)
    if is_label(child) or is_stand_in:
        return ()
    word_names = tuple(
        (WordName if word.needs_capital else Name)(name=word.text, stand_in=initials(word.text))
        for word in name_words
    )
    if _is_listed(child, session.names):
        return word_names
    first = next((word.text for word in name_words if word.is_first_name), "")
    listed_stand_ins = (
        name.stand_in for name in session.names if name.name.casefold() == first.casefold()
    )
    is_plain = child.startswith(first) and not _SEVERAL.search(child)
    also = (first,) if first and is_plain else ()
    stand_in = next(listed_stand_ins, "") or initials(child)
    return (Name(name=child, stand_in=stand_in, also=also), *word_names)


def _is_listed(child: str, names: Names) -> bool:
    """Whether a listed name covers all that names the child, not only a surname."""
    return any(
        not child_words(f"{child[: span.start]} {child[span.end :]}")
        for span in find_names(child, names)
    )


def initials(name: str) -> str:
    """Initials of a name with dots, such as ``R.L.`` for Robin Lee.

    Titles, numbers and what stands in brackets have none. Of a title alone, the title is left.
    """
    name_words = _BRACKETS.sub(" ", name).split() or name.split()
    titles = tuple(takewhile(is_title, name_words))
    letters = _FIRST_LETTERS.findall(_without_marks(" ".join(name_words[len(titles) :])))
    return "".join(f"{letter.upper()}." for letter in letters) or " ".join(titles) or "—"


def _without_marks(text: str) -> str:
    """A text without vowel signs and the like, which would part a word."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter)[0] != "M")


def latest_capture(session: Session, before: Session | None = None) -> tuple[str, datetime] | None:
    """Id and time of the latest capture. None while nothing was captured.

    Of two captures in one second, the one missing from the earlier session is newer.

    Args:
        session: the session.
        before: the session as it was.
    """
    old_ids = {item_id for item_id, _ in _captures(before)} if before is not None else set()
    captures = list(_captures(session))
    new_captures = [capture for capture in captures if capture[0] not in old_ids]
    return max((new_captures or captures)[::-1], key=lambda capture: capture[1], default=None)


def _captures(session: Session) -> Iterator[tuple[str, datetime]]:
    tree = tree_of(session)
    nodes = (node for node, _, _ in walk(tree)) if tree is not None else ()
    items = (item for _, item in listed_items(session))
    for item in (*items, *nodes):
        if (at := getattr(item, "at", None)) is not None:
            yield item.id, at
