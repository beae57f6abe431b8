"""The top line of the room's window."""

import pytest

from casetool.clock import local_now
from casetool.models.base import changed
from casetool.models.method import Method
from casetool.models.pseudonyms import display as wall
from casetool.models.pseudonyms.names import Wall
from casetool.models.session import Session
from casetool.widgets.board.board_status import RoomLine
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD


def test_what_is_drawn_each_second_looks_at_the_child_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Session] = []

    def shown(session: Session, method: Method) -> Session:
        seen.append(session)
        return wall.for_the_room(session, method)

    monkeypatch.setattr("casetool.widgets.board.board_status.for_the_room", shown)
    line = RoomLine(METHOD, local_now)
    line.set_reactive(RoomLine.session, changed(ROBIN, child="Robin Lee", wall=Wall.INITIALS))
    assert line._case().startswith("R.L.")
    assert [one.headings for one in seen] == [()]
