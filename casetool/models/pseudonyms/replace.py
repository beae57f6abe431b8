"""A session for those who must not read the real names, and each word that differs in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casetool.models.actions.model import Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries
from casetool.models.meeting.read_back import agreed_again
from casetool.models.people.model import slug
from casetool.models.pseudonyms.names import Names, find_names, without_names
from casetool.models.pseudonyms.sent_versions import versions_again
from casetool.models.round.model import Round
from casetool.models.session import Session, SessionHeading
from casetool.models.text_walk import TextLocation, map_user_text

CONTEXT_LETTERS = 24
"""Letters of the text on either side of a name that show where it stands."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One real name in one place, to be approved."""

    place: TextLocation
    before: str
    """The words in front of it; a cut shows."""
    stood: str
    becomes: str
    after: str
    """The words that follow it; a cut shows."""


def replace_names(
    session: Session, names: Names, keep: Collection[int] = ()
) -> tuple[Session, tuple[Replacement, ...]]:
    """The session with a stand-in for each real name, and no list of them in it.

    Args:
        session: the session.
        names: the real names, and what stands for each.
        keep: which of the replacements are left out, counted from 0: a name can be a word, too.

    Returns:
        The session, and every replacement there could be, also those left out.
    """
    found: list[Replacement] = []

    def swap(place: TextLocation, text: str) -> str:
        new, end = [], 0
        for span in find_names(text, names):
            if len(found) not in keep:
                new += [text[end : span.start], span.name.told]
                end = span.end
            before, after = _before(text[: span.start]), _after(text[span.end :])
            stood = text[span.start : span.end]
            found.append(Replacement(place, before, stood, span.name.told, after))
        return "".join((*new, text[end:]))

    handles = _handles(session, names)
    replaced = _with_handles(map_user_text(session, swap), handles)
    again = {
        "agreed": agreed_again(session, replaced),
        "circulated": versions_again(session, replaced, names, handles),
    }
    return evolve(replaced, names=(), **again), tuple(found)


def names_left(session: Session, names: Names) -> tuple[Replacement, ...]:
    """Each place in a session where a real name stands."""
    return replace_names(session, names)[1] if names else ()


def unsafe_replacements(names: Names) -> Names:
    """The names whose stand-in has a real name in it: nothing can go out with these."""
    return tuple(name for name in names if find_names(name.stand_in, names))


def _before(text: str) -> str:
    line = " ".join(text.split())
    space = " " if text[-1:].isspace() else ""
    cut = line if len(line) <= CONTEXT_LETTERS else f"…{line[1 - CONTEXT_LETTERS :].lstrip()}"
    return f"{cut}{space}" if cut else ""


def _after(text: str) -> str:
    line = " ".join(text.split())
    space = " " if text[:1].isspace() else ""
    cut = line if len(line) <= CONTEXT_LETTERS else f"{line[: CONTEXT_LETTERS - 1].rstrip()}…"
    return f"{space}{cut}" if cut else ""


def _handles(session: Session, names: Names) -> dict[str, str]:
    """A handle that is a real name, and what it becomes: one that nobody has."""
    used = {person.id for person in session.people}
    used |= {one.covered_by for one in session.people if one.covered_by is not None}
    used |= {one.by for one in session.corrections if one.by is not None}
    for heading in session.headings:
        if isinstance(heading, Entries):
            used |= {entry.by for entry in heading.entries if entry.by is not None}
        if isinstance(heading, Actions):
            used |= {action.by for action in heading.actions if action.by is not None}
        if isinstance(heading, Round):
            used |= {said.person for said in heading.said}
    taken, handles = set(used), {}
    for handle in sorted(used):
        wanted = slug(without_names(handle, names)) or "somebody"
        if wanted != handle and find_names(handle, names):
            tries = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
            handles[handle] = next(one for one in tries if one not in taken)
            taken.add(handles[handle])
    return handles


def _with_handles(session: Session, handles: Mapping[str, str]) -> Session:
    if not handles:
        return session
    people = tuple(
        evolve(
            person,
            id=handles.get(person.id, person.id),
            covered_by=handles.get(person.covered_by or "", person.covered_by),
        )
        for person in session.people
    )
    headings = tuple(_spoken(heading, handles) for heading in session.headings)
    corrections = tuple(
        evolve(one, by=handles.get(one.by or "", one.by), thing=handles.get(one.thing, one.thing))
        for one in session.corrections
    )
    return evolve(session, people=people, headings=headings, corrections=corrections)


def _spoken(heading: SessionHeading, handles: Mapping[str, str]) -> SessionHeading:
    if isinstance(heading, Entries):
        entries = (evolve(one, by=handles.get(one.by or "", one.by)) for one in heading.entries)
        return evolve(heading, entries=tuple(entries))
    if isinstance(heading, Actions):
        actions = (evolve(one, by=handles.get(one.by or "", one.by)) for one in heading.actions)
        return evolve(heading, actions=tuple(actions))
    if isinstance(heading, Round):
        said = (evolve(one, person=handles.get(one.person, one.person)) for one in heading.said)
        return evolve(heading, said=tuple(said))
    return heading
