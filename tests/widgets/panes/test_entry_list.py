"""What can be done with an entry: nothing while there is none, and never a lost word."""

from pathlib import Path

from casetool.services.sessions.create import create_session
from casetool.widgets.common.item_menu import ItemMenu
from casetool.widgets.panes.entry_list import EntryList
from tests.support.driving import START, driving


async def test_an_entry_waits_for_the_focal_point_and_where_there_is_none_nothing_happens(
    tmp_path: Path,
) -> None:
    path = create_session({"child": "Child A", "discussion": "12 nov"}, tmp_path, START)
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        entries, before = drive.screen.query_one("#list-worries", EntryList), drive.session
        assert entries.menu() == ItemMenu("")
        entries.action_answer()
        entries.action_to_tree("causes")
        await drive.pilot.pause()
        assert drive.session == before
        await drive.say("late again")
        await drive.press("escape", "f5", "w")
        await drive.sees("Effects and causes wait until the focal point is agreed.")
        assert drive.texts("worries") == ["late again"]
