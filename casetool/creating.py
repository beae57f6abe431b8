"""How a session comes into being."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from random import Random

from casetool.document import Document
from casetool.methods import DEFAULT, find_method
from casetool.models.dates import understand_near, understand_past, working_day
from casetool.models.ids import fresh_id
from casetool.models.method import empty_headings
from casetool.models.session import Nation, Session


def create_session(typed: Mapping[str, str], folder: Path, now: datetime, chance: Random) -> Path:
    """Make a session from what was typed, and write its file.

    Args:
        typed: ``child``, and maybe ``referral``, ``discussion``, ``reason``, ``facilitator``.
        folder: the sessions; made if it is not there.
        now: the present instant.
        chance: where the session's id comes from.

    Returns:
        The file; no other file is ever overwritten.

    Raises:
        SaveError: it could not be written.
    """
    method = find_method(DEFAULT, folder)
    today = now.date()
    session = Session(
        id=fresh_id(chance, ()),
        method=method.id,
        child=typed["child"],
        referral=understand_past(typed.get("referral", ""), today),
        discussion=understand_near(typed.get("discussion", ""), today, working_day(Nation.ENGLAND)),
        reason=typed.get("reason", ""),
        facilitator=typed.get("facilitator", ""),
        at=method.steps[0].id,
        headings=empty_headings(method),
    )
    document = Document.create(session, method, folder)
    document.close()
    return document.path
