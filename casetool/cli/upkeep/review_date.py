"""The date on which to decide whether to keep a session: nothing is ever deleted by itself."""

from datetime import date
from pathlib import Path

from casetool.errors import UserError
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.typed_days import DayError, parse_typed_day
from casetool.models.session_edits import edit_details
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document, what_was_saved
from casetool.storage.context import StorageContext

NO_REVIEW = "none"
"""What is typed to take the day away."""


def review_words(day: date | None, today: date) -> str:
    """What is said of a review date.

    Args:
        day: the review date, if there is one.
        today: the day on which it is said.
    """
    if day is None:
        return "no review date"
    return f"keep until {format_date(day)}{': the review is due' if day <= today else ''}"


def set_review(path: Path, text: str, storage: StorageContext) -> str:
    """Set the review date of a session as typed, and wait until it is on disk.

    Args:
        path: its file.
        text: the day, such as ``7y`` or ``12/11/2033``, or ``none`` to remove it.
        storage: how it is kept.

    Returns:
        What is said of the day.

    Raises:
        UserError: no date can be read, or it could not be saved.
    """
    document = open_document(path, storage.now, storage)
    try:
        if document.read_only:
            raise UserError(f"{path.name}: {document.read_only} Nothing was changed.")
        day = _day(document, text)
        document.apply(lambda session: edit_details(session, review=day), "set the review date")
    finally:
        document.close()
    saved = what_was_saved(document)
    return f"{review_words(day, storage.now().date())}. {saved}".removesuffix(". ")


def _day(document: Document, text: str) -> date | None:
    if text.strip().casefold() == NO_REVIEW:
        return None
    try:
        day = parse_typed_day("review", text, document.now().date(), document.session.nation)
    except DayError as error:
        raise UserError(f"{error} Or type none.") from None
    if day is None:
        raise UserError("Which day? Type a date such as 12/11/2033, a time such as 7y, or none.")
    return day
