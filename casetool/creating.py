"""How a session comes into being."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from random import Random, SystemRandom

from casetool.document import Document
from casetool.failure import Failure
from casetool.methods import DEFAULT, find_method
from casetool.models.dates import understand, understand_near, understand_past, working_day
from casetool.models.hour import USUAL
from casetool.models.ids import fresh_id
from casetool.models.method import empty_headings
from casetool.models.session import Nation, Session
from casetool.models.times import understand_length, understand_time
from casetool.storage.files import SaveError
from casetool.storage.rest import Rest

DETAILS = (
    "child", "referral", "discussion", "review", "reason", "facilitator", "starts", "length",
)  # fmt: skip
"""What can be typed of a new session, besides its nation."""


def create_session(
    typed: Mapping[str, str],
    folder: Path,
    now: datetime,
    chance: Random | None = None,
    rest: Rest | None = None,
) -> Path:
    """Make a session from what was typed, and write its file.

    Args:
        typed: ``child``, and maybe the other ``DETAILS``, and ``nation``.
        folder: the sessions; made if it is not there.
        now: the present instant.
        chance: where the session's id comes from.
        rest: how it is kept.

    Returns:
        The file; no other file is ever overwritten.

    Raises:
        Failure: a date or time cannot be read, or the file could not be written.
    """
    method = find_method(DEFAULT, folder)
    nation = Nation(typed.get("nation") or Nation.ENGLAND)
    session = Session(
        id=fresh_id(chance or SystemRandom(), ()),
        method=method.id,
        child=typed["child"],
        referral=day_typed("referral", typed.get("referral", ""), now.date()),
        discussion=day_typed("discussion", typed.get("discussion", ""), now.date(), nation),
        review=day_typed("review", typed.get("review", ""), now.date(), nation),
        reason=typed.get("reason", ""),
        facilitator=typed.get("facilitator", ""),
        starts=_starts(typed.get("starts", "")),
        length=_length(typed.get("length", "")),
        nation=nation,
        at=method.steps[0].id,
        headings=empty_headings(method),
    )
    try:
        document = Document.create(session, method, folder, rest=rest)
    except SaveError as error:
        raise Failure(str(error)) from None
    document.close()
    return document.path


def day_typed(name: str, text: str, today: date, nation: Nation = Nation.ENGLAND) -> date | None:
    """A date of the details as typed; None when nothing was.

    Args:
        name: ``referral``, which lies behind us, ``discussion``, which mostly lies ahead, or
            ``review``, which always does.
        text: what was typed.
        today: the day on which it was typed.
        nation: whose bank holidays count.

    Raises:
        Failure: it cannot be read.
    """
    if not text.strip():
        return None
    if name == "referral":
        day = understand_past(text, today)
    else:
        ahead = understand if name == "review" else understand_near
        day = ahead(text, today, working_day(nation))
    if day is None:
        raise Failure(f"“{text}” is not a date that can be read. Try 14 oct or 14/10/2026.")
    return day


def _starts(text: str) -> time | None:
    """A time of day as typed; None when nothing was."""
    at = understand_time(text)
    if at is None and text.strip():
        raise Failure(f"“{text}” is not a time that can be read. Try 10:00 or 2pm.")
    return at


def _length(text: str) -> int:
    """The minutes of the discussion as typed; the usual ones when nothing was."""
    minutes = understand_length(text) if text.strip() else USUAL
    if minutes is None:
        raise Failure(f"“{text}” is not a length that can be read. Try 45, 90 min or 1h30.")
    return minutes
