"""Keys and forms that come after what they are about was taken away: no fault, and no word lost."""

from pathlib import Path

from textual.geometry import Region

from casetool.models.entries.edits import delete_entry
from casetool.models.entries.model import Entries
from casetool.models.session import tree_of
from casetool.models.tree.edits import delete_branch
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.messages import ITEM_REMOVED
from casetool.widgets.tree.pane import TreePane
from casetool.widgets.tree.view import TreeView
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


def entry_ids(drive: Drive, step: str) -> list[str]:
    heading = drive.session.heading(step)
    assert isinstance(heading, Entries)
    return [entry.id for entry in heading.entries]


async def test_the_form_of_an_entry_that_was_taken_away_gives_its_words_to_the_line(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press("escape", "up", "enter")
        area, thing = drive.app.focused, drive.screen.query_one(Form).item_id
        assert isinstance(area, FieldArea)
        area.text = "what nobody may lose"
        drive.document.apply(lambda session: delete_entry(session, thing), "by another hand")
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "what nobody may lose")
        assert thing not in entry_ids(drive, "worries")


async def test_an_edit_of_what_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        heard: list[str] = []
        drive.document.refused = heard.append
        assert not drive.document.apply(lambda session: delete_entry(session, "gone"), "deleted")
        assert heard == ["That is not there any more: nothing was changed."]


async def test_a_form_for_what_is_gone_is_not_opened(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        pane = drive.screen.desk.pane
        assert isinstance(pane, ListPane)
        pane.edit("gone")
        await drive.pilot.pause()
        assert not drive.screen.query(Form)


async def test_enter_in_a_field_of_a_form_that_was_replaced(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press("escape", "up", "enter")
        area = drive.app.focused
        assert isinstance(area, FieldArea)
        await area.remove()
        area.action_next()


async def test_what_is_taken_away_while_it_is_being_painted(tmp_path: Path) -> None:
    """The picture is made by a timer, a moment before what is gone is left out of it."""
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press("escape", "up", "enter")
        area, painted = drive.app.focused, []
        assert isinstance(area, FieldArea)
        await area.remove()

        def paint() -> None:
            painted.append(area)
            area.render_lines(Region(0, 0, 5, 1))

        drive.screen.set_timer(0.001, paint)
        await drive.until(lambda: bool(painted))
        await drive.pilot.pause()
        assert drive.app.is_running


def test_a_form_has_its_values_before_it_is_there() -> None:
    from casetool.widgets.common.field_area import Field

    form = Form([Field("name", "Name", "Robin"), Field("also", "Also")])
    assert form.values == {"name": "Robin", "also": ""}


async def in_the_tree(drive: Drive) -> tuple[TreePane, str]:
    await drive.go("4")
    tree = tree_of(drive.session)
    assert tree is not None
    node = tree.causes[0].id
    pane = drive.screen.desk.pane
    assert isinstance(pane, TreePane)
    pane.select(node)
    await drive.pilot.pause()
    return pane, node


async def test_enter_and_tab_on_a_box_that_was_just_taken_away(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        pane, _ = await in_the_tree(drive)
        view = drive.screen.query_one(TreeView)
        view.set_reactive(TreeView.selected, "gone")
        pane.action_child()
        await drive.press("escape")
        view.set_reactive(TreeView.selected, "gone")
        pane.action_sibling()
        await drive.press("escape")


async def test_the_words_of_a_box_whose_branch_was_taken_away_go_to_the_line(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        pane, node = await in_the_tree(drive)
        pane.action_child()
        await drive.press(*"because")
        drive.document.apply(lambda session: delete_branch(session, node), "by another hand")
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "because")
        assert ITEM_REMOVED in drive.seen()
