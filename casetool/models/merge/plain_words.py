"""Items of a session in plain words, to be read beside those of another version."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from enum import Enum
from types import NoneType
from typing import Any

from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction, CorrectionKind
from casetool.models.field_spec import field_specs
from casetool.models.parsing.dates import format_date, format_moment
from casetool.models.people.model import person_named, speaker
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.models.round.model import Answer
from casetool.models.session import Session, words_of
from casetool.models.timing.schedule import Schedule

NO_WORDS = "a box without words"
"""Stands for a box of the tree that has no text."""

_SKIPPED = frozenset(
    {"id", "at", "person", "entry", "children", "links", "thing", "changes", "lines"}
)
"""Fields of an item that are not compared."""

_DETAIL_LABELS = {
    "child": "child's name",
    "referral": "date of referral",
    "discussion": "date of discussion",
    "review": "day to look at it again",
    "length": "planned minutes",
    "starts": "planned start",
}
"""What the details are called. Others are called as their field."""

_DATE_LABELS = {
    "notes_out": "notes go out",
    "corrections": "corrections by",
    "plans": "single-agency plans by",
}

_SPEAKERS = {"by": "said by", "covered_by": "covered by"}
"""Fields with the id of a person, or of an agency."""

_LINKS = {"about": "about", "answers": "answers"}
"""Fields with the ids of other lines."""


def compared_values(item: FrozenModel) -> Iterator[tuple[str, object]]:
    """The compared fields of an item that are set, by their names."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name not in _SKIPPED and value not in (None, "", ()):
            yield name, value


def item_words(item: FrozenModel, session: Session) -> str:
    """An item in one line: first what was typed, then each mark that is set.

    Args:
        item: the item.
        session: the session that has it, for the people and lines that it names.
    """
    match item:
        case Name():
            return _name_words(item)
        case CirculatedVersion():
            return _version_words(item)
        case Correction():
            return _correction_words(item, session)
        case Answer():
            return f"{_label(item.person, session)}: {_field_words(item, session)}"
    return _field_words(item, session)


def detail_words(name: str, value: object) -> str:
    """A detail of the session with its label. Empty where it is not set.

    Args:
        name: the name of its field.
        value: its value.
    """
    text = _plain_value(value)
    return f"{_DETAIL_LABELS.get(name, _spaced(name))}: {text}" if text else ""


def date_words(name: str, day: date) -> str:
    """A date that somebody set, with its label.

    Args:
        name: the name of its field.
        day: the date.
    """
    return f"{_DATE_LABELS.get(name, _spaced(name))}: {format_date(day)}"


def time_words(value: datetime | Schedule) -> str:
    """When the discussion began, or the time that was kept for it.

    Args:
        value: an instant, or the schedule.
    """
    if isinstance(value, datetime):
        return f"discussion begun: {format_moment(value)}"
    end = "ended" if value.ended else "planned until"
    until = format_moment(value.ended or value.ends)
    return f"time kept: from {format_moment(value.began)}, {end} {until}"


def _field_words(item: FrozenModel, session: Session) -> str:
    specs = field_specs(type(item))
    parts = []
    for name, value in compared_values(item):
        if name in _SPEAKERS:
            parts.append(f"{_SPEAKERS[name]} {speaker(str(value), session.people)}")
        elif name in _LINKS and isinstance(value, tuple):
            parts.append(f"{_LINKS[name]} {', '.join(_line(link, session) for link in value)}")
        elif isinstance(value, date) and name in specs:
            parts.append(f"{specs[name].name}: {_plain_value(value)}")
        else:
            parts.append(_plain_value(value))
    return " · ".join(part for part in parts if part)


def _name_words(name: Name) -> str:
    also = f" · also said: {', '.join(name.also)}" if name.also else ""
    return f"real name: {name.name} → {name.stand_in or 'no stand-in yet'}{also}"


def _version_words(version: CirculatedVersion) -> str:
    parts = (
        f"version {version.number} of the notes, {format_moment(version.at)}",
        f"to {version.to}" if version.to else "",
        version.marking,
        version.form,
        "" if version.names is NameDisplay.NAMES else f"with {version.names.value}",
        f"corrections until {format_date(version.until)}" if version.until else "",
        f"SHA-256 {version.digest[:12]}…" if version.digest else "",
    )
    return " · ".join(part for part in parts if part)


def _correction_words(correction: Correction, session: Session) -> str:
    author = correction.who or _label(correction.by or "", session) or "Somebody"
    field = f"{_spaced(correction.field)}: " if correction.field else ""
    was = f"“{correction.was}”" if correction.was.strip() else "nothing"
    becomes = f"“{correction.becomes}”" if correction.becomes.strip() else "taken out"
    change = f"{author}: {field}{was} → {becomes}"
    if correction.sort is CorrectionKind.DISAGREEMENT:
        change = f"{author} disagrees with {field}{was}: {becomes}"
    parts = (
        change,
        f"read in version {correction.version}" if correction.version else "",
        correction.ruling.value if correction.ruling else "",
        correction.why,
        f"decided {format_moment(correction.ruled)}" if correction.ruled else "",
    )
    return " · ".join(part for part in parts if part)


def _label(handle: str, session: Session) -> str:
    person = person_named(handle, session.people)
    return person.label if person is not None else handle


def _line(line_id: str, session: Session) -> str:
    text = words_of(session, line_id)
    return f"“{text}”" if text else "a line that is not here"


def _plain_value(value: object) -> str:
    """Any value of a field as people write it."""
    for value_type, write in _WRITERS.items():
        if isinstance(value, value_type):
            return write(value)
    return str(value)


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(_plain_value, values))


_WRITERS: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    bool: lambda value: "yes" if value else "no",
    Enum: lambda value: str(value.value),
    datetime: format_moment,
    date: format_date,
    time: lambda value: f"{value:%H:%M}",
    FrozenModel: lambda value: _joined(part for _, part in compared_values(value)),
    dict: lambda value: _joined(f"{name}: {_plain_value(part)}" for name, part in value.items()),
    tuple: _joined,
    list: _joined,
    frozenset: lambda value: _joined(sorted(value, key=str)),
}
"""Writers of values by their type. A narrower type comes before a wider one."""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
