"""The top line of the room's window."""

import pytest

from casetool.clock import local_now
from casetool.models.base import evolve
from casetool.models.method import Method
from casetool.models.pseudonyms import room_view as wall
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.session import Session
from casetool.widgets.board.board_status import BoardStatus
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD


def test_what_is_drawn_each_second_looks_at_the_child_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Session] = []

    def shown(session: Session, method: Method) -> Session:
        seen.append(session)
        return wall.for_board(session, method)

    monkeypatch.setattr("casetool.widgets.board.board_status.for_board", shown)
    line = BoardStatus(METHOD, local_now)
    line.set_reactive(
        BoardStatus.session, evolve(ROBIN, child="Robin Lee", wall=NameDisplay.INITIALS)
    )
    assert line._case().startswith("R.L.")
    assert [one.headings for one in seen] == [()]
