"""Create a session from the details that a user typed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from random import Random, SystemRandom

from casetool.clock import Now, local_now
from casetool.errors import UserError
from casetool.methods import DEFAULT, find_method
from casetool.models.capture.jottings import without_jotting_lines, without_jottings
from casetool.models.ids import fresh_id
from casetool.models.method import Method, empty_headings
from casetool.models.parsing.times import LENGTH_BOUNDS, parse_length, parse_time
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.session import Nation, Session
from casetool.models.timing.schedule import USUAL_MINUTES
from casetool.services.sessions.document import Document
from casetool.storage.autosave.emergency_copy import origins_of_copies
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError, make_private
from casetool.storage.library.free_names import new_path
from casetool.storage.locations import ensure
from casetool.storage.toml.codec import Loaded

DETAIL_FIELDS = (
    "child", "referral", "discussion", "review", "reason", "facilitator", "starts", "length",
)  # fmt: skip
"""The details that can be typed for a new session, besides its nation."""


def create_session(
    values: Mapping[str, str],
    folder: Path,
    now: datetime,
    chance: Random | None = None,
    storage: StorageContext | None = None,
    may_make_folder: bool = False,
) -> Path:
    """Create a session from typed details, and save it to a file.

    Args:
        values: ``child``, and optionally the other ``DETAIL_FIELDS`` and ``nation``.
        folder: the folder of sessions.
        now: the present instant.
        chance: the source of the session's id.
        storage: the storage context.
        may_make_folder: whether a missing folder is created. One that has gone must not be.

    Returns:
        The new file. No existing file is overwritten.

    Raises:
        UserError: a date or time cannot be read, or the file could not be written.
    """
    method = find_method(DEFAULT, folder)
    session = _session_from(values, method, now, chance or SystemRandom())
    try:
        if may_make_folder:
            ensure(folder)
        document = create_document(session, method, folder, storage=storage)
    except SaveError as error:
        raise UserError(str(error)) from None
    document.close()
    return document.path


def create_document(
    session: Session,
    method: Method,
    folder: Path,
    now: Now = local_now,
    storage: StorageContext | None = None,
) -> Document:
    """Save a new session in a folder, under a free name, and open it.

    Args:
        session: the new session.
        method: its method.
        folder: the folder of sessions.
        now: the clock.
        storage: the storage context.

    Raises:
        SaveError: it could not be written, or the folder is not there.
    """
    storage = storage or StorageContext()
    make_private(folder, inside=folder)
    day, copies = session.discussion or now().date(), origins_of_copies(storage)
    path = new_path(folder, session.child, day, storage.cipher.suffix, copies)
    writer = Writer(path, None, method, storage=storage)
    writer.saver.save(session)
    return Document(Loaded(session, method), path, None, now=now, writer=writer, storage=storage)


def _session_from(
    values: Mapping[str, str], method: Method, now: datetime, chance: Random
) -> Session:
    days = _parse_days(values, now.date())
    return Session(
        id=fresh_id(chance, ()),
        method=method.id,
        child=values["child"],
        referral=days["referral"],
        discussion=days["discussion"],
        review=days["review"],
        reason=values.get("reason", ""),
        facilitator=values.get("facilitator", ""),
        starts=_parse_starts(values.get("starts", "")),
        length=_parse_length(values.get("length", "")),
        nation=Nation(values.get("nation") or Nation.ENGLAND),
        at=method.steps[0].id,
        headings=empty_headings(method),
    )


def _parse_days(values: Mapping[str, str], today: date) -> dict[str, date | None]:
    """Parse the dates of the details."""
    nation = Nation(values.get("nation") or Nation.ENGLAND)
    try:
        return {
            name: parse_typed_day(name, values.get(name, ""), today, nation)
            for name in ("referral", "discussion", "review")
        }
    except DayError as error:
        raise UserError(str(error)) from None


def _parse_starts(text: str) -> time | None:
    """Parse a time of day, or give None where nothing was typed."""
    starts = parse_time(text)
    if starts is None and text.strip():
        raise UserError(f"“{text}” is not a time that can be read. Try 10:00 or 2pm.")
    return starts


def _parse_length(text: str) -> int:
    """Parse the length in minutes, with a default where nothing was typed."""
    minutes = parse_length(text) if text.strip() else USUAL_MINUTES
    if minutes is None:
        raise UserError(f"“{text}” is not a length of {LENGTH_BOUNDS}. Try 45, 90 min or 1h30.")
    return minutes


def jottings_apart(texts: dict[str, str]) -> tuple[dict[str, str], str]:
    """The texts of the form without private jottings, and these: each in a line, with its sign.

    Args:
        texts: the texts by field.
    """
    public, lines = dict[str, str](), list[str]()
    for name, text in texts.items():
        is_prose = name == "reason"
        apart = without_jottings("", text) if is_prose else without_jotting_lines(text)
        public[name], jottings = apart
        lines += [f"/ {jotting}" for jotting in jottings]
    return public, "\n".join(lines)
