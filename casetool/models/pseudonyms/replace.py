"""A session without real names, and each replacement that was made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casetool.models.base import evolve
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.read_back import agreed_again
from casetool.models.people.model import slug
from casetool.models.pseudonyms.names import Names, find_names, without_names
from casetool.models.pseudonyms.sent_versions import versions_again
from casetool.models.round.model import Round
from casetool.models.session import Session
from casetool.models.text_walk import TextLocation, map_user_text

CONTEXT_LETTERS = 24
"""Characters shown on either side of a name."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A real name at one place, to be approved."""

    location: TextLocation
    before: str
    """The text in front of it. A cut shows as “…”."""
    real_name: str
    stand_in: str
    after: str
    """The text after it. A cut shows as “…”."""


def replace_names(
    session: Session, names: Names, excluded: Collection[int] = ()
) -> tuple[Session, tuple[Replacement, ...]]:
    """Replace each real name by its stand-in, and drop the list of names.

    Args:
        session: the session.
        names: the real names and their stand-ins.
        excluded: indexes from 0 of replacements to leave out. A name can be an ordinary word.

    Returns:
        The session, and every possible replacement, including those left out.
    """
    replacements: list[Replacement] = []

    def swap(location: TextLocation, text: str) -> str:
        pieces, end = [], 0
        for span in find_names(text, names):
            if len(replacements) not in excluded:
                pieces += [text[end : span.start], span.name.replacement]
                end = span.end
            before, after = _before(text[: span.start]), _after(text[span.end :])
            real_name = text[span.start : span.end]
            replacements.append(
                Replacement(location, before, real_name, span.name.replacement, after)
            )
        return "".join((*pieces, text[end:]))

    handles = _replacement_handles(session, names)
    replaced = _with_handles(map_user_text(session, swap), handles)
    rewritten = {
        "agreed": agreed_again(session, replaced),
        "circulated": versions_again(session, replaced, names, handles),
    }
    return evolve(replaced, names=(), **rewritten), tuple(replacements)


def names_left(session: Session, names: Names) -> tuple[Replacement, ...]:
    """Every place in a session where a real name stands."""
    return replace_names(session, names)[1] if names else ()


def unsafe_replacements(names: Names) -> Names:
    """The names whose stand-in contains a real name, so nothing can go out."""
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


def _replacement_handles(session: Session, names: Names) -> dict[str, str]:
    """An unused handle for each handle that is a real name."""
    used_handles = {person.id for person in session.people}
    used_handles |= {
        person.covered_by for person in session.people if person.covered_by is not None
    }
    used_handles |= {
        correction.by for correction in session.corrections if correction.by is not None
    }
    for heading in session.headings:
        if isinstance(heading, ItemsHeading):
            speakers = (getattr(item, "by", None) for item in heading.all_items)
            used_handles |= {speaker for speaker in speakers if speaker is not None}
        if isinstance(heading, Round):
            used_handles |= {answer.person for answer in heading.said}
    assigned, handles = set(used_handles), {}
    for handle in sorted(used_handles):
        stand_in = slug(without_names(handle, names)) or "somebody"
        if stand_in != handle and find_names(handle, names):
            candidates = (
                stand_in,
                *(f"{stand_in}-{number}" for number in range(2, len(assigned) + 3)),
            )
            handles[handle] = next(free for free in candidates if free not in assigned)
            assigned.add(handles[handle])
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
    headings = tuple(_with_heading_handles(heading, handles) for heading in session.headings)
    corrections = tuple(
        evolve(
            correction,
            by=handles.get(correction.by or "", correction.by),
            thing=handles.get(correction.thing, correction.thing),
        )
        for correction in session.corrections
    )
    return evolve(session, people=people, headings=headings, corrections=corrections)


def _with_heading_handles(heading: Heading, handles: Mapping[str, str]) -> Heading:
    if isinstance(heading, ItemsHeading):
        return heading.with_items(_with_speaker(item, handles) for item in heading.all_items)
    if isinstance(heading, Round):
        answers = (
            evolve(item, person=handles.get(item.person, item.person)) for item in heading.said
        )
        return evolve(heading, said=tuple(answers))
    return heading


def _with_speaker(item: HeadingItem, handles: Mapping[str, str]) -> HeadingItem:
    speaker = getattr(item, "by", None)
    return evolve(item, by=handles[speaker]) if speaker is not None and speaker in handles else item
