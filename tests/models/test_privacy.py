"""What is the facilitator's own stays in the file."""

from datetime import UTC, datetime

from casetool.models.base import evolve
from casetool.models.corrections.model import Correction
from casetool.models.entries.model import Entries
from casetool.models.meeting.ticks import Agreed
from casetool.models.privacy import without_private
from casetool.models.session import entries_of
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD

LATE = datetime(2030, 1, 1, tzinfo=UTC)


def test_only_what_is_private_is_left_out() -> None:
    others = without_private(ROBIN, METHOD)
    assert others.heading("jottings") == Entries(step="jottings")
    assert [one for one in others.headings if one.step != "jottings"] == [
        one for one in ROBIN.headings if one.step != "jottings"
    ]


def test_what_was_agreed_and_then_moved_there_is_left_out() -> None:
    moved = next(entry for heading, entry in entries_of(ROBIN) if heading.step == "jottings")
    kept = Agreed(thing="w1", words="w", at=LATE)
    agreed = (Agreed(thing=moved.id, words=moved.text, at=LATE), kept)
    assert without_private(evolve(ROBIN, agreed=agreed), METHOD).agreed == (kept,)


def test_what_was_corrected_and_then_moved_there_is_left_out() -> None:
    moved = next(entry for heading, entry in entries_of(ROBIN) if heading.step == "jottings")
    gone = Correction(id="z1", thing=moved.id, becomes="x", at=LATE)
    kept = Correction(id="z2", thing="w1", becomes="x", at=LATE)
    session = evolve(ROBIN, corrections=(gone, kept))
    assert without_private(session, METHOD).corrections == (kept,)


def test_a_session_without_jottings_stays_the_same_object() -> None:
    others = without_private(ROBIN, METHOD)
    assert without_private(others, METHOD) is others
