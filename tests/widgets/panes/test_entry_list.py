"""What can be done with an entry: nothing while there is none, and never a lost word."""

from pathlib import Path

from casetool.models.actions.model import Action, Actions
from casetool.models.entries.model import Entries
from casetool.services.sessions.create import create_session
from casetool.widgets.common.item_menu import ItemMenu
from casetool.widgets.panes.entry_list import EntryList
from tests.support.driving import START, driving, examples, type_ahead


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


async def test_words_typed_after_a_new_action_for_an_entry_are_that_action(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        await drive.say("WZQ worry")
        plan = drive.session.heading("actions")
        assert isinstance(plan, Actions)
        await drive.press("up", "f5")
        type_ahead(drive, "a", *"ring gran", "enter", *"kit", "escape")

        def new_actions() -> list[Action]:
            after = drive.session.heading("actions")
            return list(after.actions[len(plan.actions) :]) if isinstance(after, Actions) else []

        await drive.until(lambda: [new.who for new in new_actions()] == ["kit"])
        (new,) = new_actions()
        assert new.what == "ring gran"
        assert drive.screen.line.text == ""
        worries = drive.session.heading("worries")
        assert isinstance(worries, Entries)
        assert new.answers == (worries.entries[-1].id,)
