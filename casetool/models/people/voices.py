"""Voices: who has spoken, as far as lines are attributed; how long ago; and who not at all.

The Case Discussion Tool asks the facilitator to see that everybody has an opportunity to take
part, and to name the gap that a missing agency leaves. Attribution is never required: where no
line says who spoke, nobody is called silent.
"""

from dataclasses import dataclass
from datetime import datetime

from casetool.models.actions.model import Actions
from casetool.models.cache import cached_by_identity
from casetool.models.entries.model import Entries
from casetool.models.method import Method
from casetool.models.people.model import Attends, People, Person, agencies, slug, speaking_for
from casetool.models.pseudonyms.names import is_title
from casetool.models.session import Session, SessionHeading


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line that says who spoke."""

    by: str
    """A person's id, or an agency's slug."""
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can speak, and what was heard of them."""

    person: Person
    hats: People
    """Whom they wear two hats for: words said under that hat are theirs."""
    lines: int
    last: datetime | None
    """When the last of their lines was caught."""


@dataclass(frozen=True, slots=True)
class AgencyVoice:
    """An agency that somebody can speak for, and what was heard of it."""

    agency: str
    speakers: People
    lines: int


def all_spoken(session: Session, method: Method) -> tuple[Spoken, ...]:
    """Every line that says who spoke, heading by heading; private jottings are nobody's voice."""
    private = {step.id for step in method.steps if step.private}
    return tuple(
        Spoken(thing.by, thing.at)
        for heading in session.headings
        if heading.step not in private
        for thing in _attributable(heading)
        if thing.by is not None
    )


def last_speaker(session: Session, method: Method) -> str | None:
    """Who spoke last: a person's id or an agency's slug; None where no line with a time says so."""
    said = [
        (one.at, place, one.by) for place, one in enumerate(all_spoken(session, method)) if one.at
    ]
    return max(said)[2] if said else None


def voices(session: Session, method: Method) -> tuple[Voice, ...]:
    """Everybody who is here, in the order in which they were written down; the facilitator asks."""
    people = session.people
    theirs: dict[str, list[Spoken]] = {}
    whose = _whose(people)
    for one in all_spoken(session, method):
        theirs.setdefault(whose.get(one.by, ""), []).append(one)
    return tuple(
        _voice(person, theirs.get(person.id, []), people)
        for person in people
        if person.present and not _asks(person, session)
    )


def silent_people(session: Session, method: Method) -> People:
    """Who is here and has not been heard at all; nobody while no line says who spoke."""
    heard = voices(session, method)
    if not all_spoken(session, method):
        return ()
    return tuple(voice.person for voice in heard if not voice.lines)


def quietest(session: Session, method: Method) -> Voice | None:
    """Who has been silent longest, once all were heard and there is more than one."""
    heard = voices(session, method)
    timed = [(voice.last, place) for place, voice in enumerate(heard) if voice.last is not None]
    if len(heard) < 2 or len(timed) < len(heard):
        return None
    return heard[min(timed)[1]]


def agency_voices(session: Session, method: Method) -> tuple[AgencyVoice, ...]:
    """Each agency that somebody here can speak for, and the lines said for it.

    A hat counts only when it is worn: for an agency that is covered, words of the one who covers
    it count where they are attributed to it, or to who was invited for it.
    """
    said = all_spoken(session, method)
    found = []
    for agency in agencies(session.people):
        speakers = speaking_for(agency, session.people)
        members = {person.id for person in session.people if person.agency == agency}
        lines = sum(one.by in members or one.by == slug(agency) for one in said)
        if speakers:
            found.append(AgencyVoice(agency, speakers, lines))
    return tuple(found)


def voice_label(person: Person, people: People) -> str:
    """What to call somebody in a narrow place: by the first name, where nobody here shares it.

    Whoever cannot be seen is marked so.
    """
    given = _given(person)
    shared = sum(one.present and _given(one) == given for one in people)
    name = given if given and shared == 1 else person.label
    return f"{name} (phone)" if person.attends is Attends.PHONE else name


@cached_by_identity
def _attributable(heading: SessionHeading) -> tuple[Spoken, ...]:
    match heading:
        case Entries():
            return tuple(Spoken(one.by, one.at) for one in heading.entries if one.by is not None)
        case Actions():
            return tuple(Spoken(one.by, one.at) for one in heading.actions if one.by is not None)
    return ()


def _voice(person: Person, said: list[Spoken], people: People) -> Voice:
    hats = tuple(one for one in people if one.covered_by == person.id)
    last = max((one.at for one in said if one.at is not None), default=None)
    return Voice(person, hats, len(said), last)


def _whose(people: People) -> dict[str, str]:
    """Whose words those are that are attributed to a person or an agency, by id.

    Somebody's own; those of whoever wears two hats for them; those of the only one who can speak
    for an agency. An agency that several can speak for is nobody's alone.
    """
    whose = {}
    for agency in agencies(people):
        speakers = speaking_for(agency, people)
        if len(speakers) == 1:
            whose[slug(agency)] = speakers[0].id
    # a person goes before an agency of the same name
    return whose | {one.id: one.covered_by or one.id for one in people}


def _given(person: Person) -> str:
    """The first name, where it can be told: a title is none."""
    words = [word for word in person.name.split() if not is_title(word)]
    return words[0] if words else ""


def _asks(person: Person, session: Session) -> bool:
    """Whether this is the facilitator, who asks the others."""
    asks = session.facilitator.casefold()
    return bool(asks) and person.name.casefold() == asks
