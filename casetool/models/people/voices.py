"""Who has spoken, how long ago, and who has not spoken at all.

The Case Discussion Tool asks that everybody can take part, and that a missing agency's gap is
named. Attribution is never required. Nobody counts as silent while no line says who spoke.
"""

from dataclasses import dataclass
from datetime import datetime

from casetool.models.cache import cached_by_identity
from casetool.models.heading import Heading, ItemsHeading
from casetool.models.method import Method
from casetool.models.people.model import Attends, People, Person, agencies, slug, speaking_for
from casetool.models.pseudonyms.names import is_title
from casetool.models.session import Session


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that says who spoke."""

    by: str
    """A person's id, or an agency's slug."""
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can speak, and how much they have said."""

    person: Person
    hats: People
    """The people they wear two hats for. Lines attributed to these count too."""
    lines: int
    last: datetime | None
    """When their last line was caught."""


@dataclass(frozen=True, slots=True)
class AgencyVoice:
    """An agency that somebody can speak for, and how much was said for it."""

    agency: str
    speakers: People
    lines: int


def all_spoken(session: Session, method: Method) -> tuple[Spoken, ...]:
    """Every line that says who spoke, in order of headings, without private ones."""
    private = {step.id for step in method.steps if step.private}
    return tuple(
        Spoken(spoken.by, spoken.at)
        for heading in session.headings
        if heading.step not in private
        for spoken in _attributed_lines(heading)
        if spoken.by is not None
    )


def last_speaker(session: Session, method: Method) -> str | None:
    """A person's id or an agency's slug. None where no timed line says who spoke."""
    timed = [
        (spoken.at, index, spoken.by)
        for index, spoken in enumerate(all_spoken(session, method))
        if spoken.at
    ]
    return max(timed)[2] if timed else None


def voices(session: Session, method: Method) -> tuple[Voice, ...]:
    """Everybody present except the facilitator, in the order of the list of people."""
    people = session.people
    lines_by_person: dict[str, list[Spoken]] = {}
    person_ids = _person_by_speaker(people)
    for spoken in all_spoken(session, method):
        lines_by_person.setdefault(person_ids.get(spoken.by, ""), []).append(spoken)
    return tuple(
        _voice(person, lines_by_person.get(person.id, []), people)
        for person in people
        if person.present and not _is_facilitator(person, session)
    )


def silent_people(session: Session, method: Method) -> People:
    """Who is present and has not spoken. Empty while no line says who spoke."""
    everyone = voices(session, method)
    if not all_spoken(session, method):
        return ()
    return tuple(voice.person for voice in everyone if not voice.lines)


def quietest(session: Session, method: Method) -> Voice | None:
    """Who has been silent longest, once everybody has spoken and there are at least two."""
    everyone = voices(session, method)
    timed = [(voice.last, index) for index, voice in enumerate(everyone) if voice.last is not None]
    if len(everyone) < 2 or len(timed) < len(everyone):
        return None
    return everyone[min(timed)[1]]


def agency_voices(session: Session, method: Method) -> tuple[AgencyVoice, ...]:
    """Each agency that somebody present can speak for, and the lines said for it.

    For a covered agency, only lines attributed to it or to its invited person count.
    """
    lines = all_spoken(session, method)
    result = []
    for agency in agencies(session.people):
        speakers = speaking_for(agency, session.people)
        members = {person.id for person in session.people if person.agency == agency}
        count = sum(line.by in members or line.by == slug(agency) for line in lines)
        if speakers:
            result.append(AgencyVoice(agency, speakers, count))
    return tuple(result)


def voice_label(person: Person, people: People) -> str:
    """A short label: the first name, unless somebody else present shares it.

    People on the phone are marked so.
    """
    first = _first_name(person)
    shared = sum(other.present and _first_name(other) == first for other in people)
    name = first if first and shared == 1 else person.label
    return f"{name} (phone)" if person.attends is Attends.PHONE else name


@cached_by_identity
def _attributed_lines(heading: Heading) -> tuple[Spoken, ...]:
    items = heading.all_items if isinstance(heading, ItemsHeading) else ()
    attributed = ((getattr(item, "by", None), item) for item in items)
    return tuple(Spoken(by, getattr(item, "at", None)) for by, item in attributed if by is not None)


def _voice(person: Person, lines: list[Spoken], people: People) -> Voice:
    hats = tuple(other for other in people if other.covered_by == person.id)
    last = max((line.at for line in lines if line.at is not None), default=None)
    return Voice(person, hats, len(lines), last)


def _person_by_speaker(people: People) -> dict[str, str]:
    """Person ids by the id or slug that a line is attributed to.

    Lines of a covered person are those of whoever covers them. An agency counts as the only
    person who can speak for it. An agency with several such people is left out.
    """
    person_ids = {}
    for agency in agencies(people):
        speakers = speaking_for(agency, people)
        if len(speakers) == 1:
            person_ids[slug(agency)] = speakers[0].id
    # a person goes before an agency of the same name
    return person_ids | {person.id: person.covered_by or person.id for person in people}


def _first_name(person: Person) -> str:
    """The first name, leaving out titles. Empty where there is none."""
    parts = [word for word in person.name.split() if not is_title(word)]
    return parts[0] if parts else ""


def _is_facilitator(person: Person, session: Session) -> bool:
    """Whether this person is the facilitator, who asks the others."""
    facilitator = session.facilitator.casefold()
    return bool(facilitator) and person.name.casefold() == facilitator
