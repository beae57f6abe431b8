"""What is the facilitator's own stays in the file."""

from casetool.models.entries import Entries
from casetool.models.private import without_private
from tests.render.robin import ROBIN
from tests.strategies import METHOD


def test_only_what_is_private_is_left_out() -> None:
    others = without_private(ROBIN, METHOD)
    assert others.heading("jottings") == Entries(step="jottings")
    assert [one for one in others.headings if one.step != "jottings"] == [
        one for one in ROBIN.headings if one.step != "jottings"
    ]


def test_a_session_without_jottings_stays_the_same_object() -> None:
    others = without_private(ROBIN, METHOD)
    assert without_private(others, METHOD) is others
