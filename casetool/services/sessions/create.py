"""How a session comes into being."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from random import Random, SystemRandom

from casetool.errors import UserError
from casetool.methods import DEFAULT, find_method
from casetool.models.ids import fresh_id
from casetool.models.method import empty_headings
from casetool.models.parsing.times import LENGTH_BOUNDS, parse_length, parse_time
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.session import Nation, Session
from casetool.models.timing.schedule import USUAL_MINUTES
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError

DETAIL_FIELDS = (
    "child", "referral", "discussion", "review", "reason", "facilitator", "starts", "length",
)  # fmt: skip
"""What can be typed of a new session, besides its nation."""


def create_session(
    typed: Mapping[str, str],
    folder: Path,
    now: datetime,
    chance: Random | None = None,
    storage: StorageContext | None = None,
) -> Path:
    """Make a session from what was typed, and write its file.

    Args:
        typed: ``child``, and maybe the other ``DETAILS``, and ``nation``.
        folder: the sessions; made if it is not there.
        now: the present instant.
        chance: where the session's id comes from.
        storage: how it is kept.

    Returns:
        The file; no other file is ever overwritten.

    Raises:
        Failure: a date or time cannot be read, or the file could not be written.
    """
    method = find_method(DEFAULT, folder)
    days = _days(typed, now.date())
    session = Session(
        id=fresh_id(chance or SystemRandom(), ()),
        method=method.id,
        child=typed["child"],
        referral=days["referral"],
        discussion=days["discussion"],
        review=days["review"],
        reason=typed.get("reason", ""),
        facilitator=typed.get("facilitator", ""),
        starts=_starts(typed.get("starts", "")),
        length=_length(typed.get("length", "")),
        nation=Nation(typed.get("nation") or Nation.ENGLAND),
        at=method.steps[0].id,
        headings=empty_headings(method),
    )
    try:
        document = Document.create(session, method, folder, storage=storage)
    except SaveError as error:
        raise UserError(str(error)) from None
    document.close()
    return document.path


def _days(typed: Mapping[str, str], today: date) -> dict[str, date | None]:
    """The days of the details as typed."""
    nation = Nation(typed.get("nation") or Nation.ENGLAND)
    try:
        return {
            name: parse_typed_day(name, typed.get(name, ""), today, nation)
            for name in ("referral", "discussion", "review")
        }
    except DayError as error:
        raise UserError(str(error)) from None


def _starts(text: str) -> time | None:
    """A time of day as typed; None when nothing was."""
    at = parse_time(text)
    if at is None and text.strip():
        raise UserError(f"“{text}” is not a time that can be read. Try 10:00 or 2pm.")
    return at


def _length(text: str) -> int:
    """The minutes of the discussion as typed; the usual ones when nothing was."""
    minutes = parse_length(text) if text.strip() else USUAL_MINUTES
    if minutes is None:
        raise UserError(f"“{text}” is not a length of {LENGTH_BOUNDS}. Try 45, 90 min or 1h30.")
    return minutes
