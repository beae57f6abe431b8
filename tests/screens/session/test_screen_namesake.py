"""A handle that comes to mean somebody else while something about its person is half typed."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.people.model import Person, person_named
from casetool.models.session import Session
from casetool.screens.corrections.correction_form import _ask_text
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.dialogs.item_menu import ItemMenuScreen
from casetool.services.meeting.question_drafts import (
    is_without_form,
    question_about,
    question_slot,
)
from casetool.services.sessions.document import Document
from casetool.storage.autosave.drafts import read_drafts, write_drafts
from casetool.storage.toml.codec import dumps
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.messages import PERSON_GONE
from tests.screens.dialogs.test_form_dialog import stands
from tests.screens.session.test_draft_restoration_forms import at_field, document_of, done_with
from tests.support.driving import Drive, driving, examples
from tests.support.few import few
from tests.support.strategies import METHOD

IN_DISCUSSION = "example-in-discussion.toml"
FIELDS = {"p": "role", "r": "record"}
"""The step of a form of a person, and a field in it."""
SOMEBODY_ELSE = Person(id="hari", name="Hari Brown", role="sergeant", agency="police")
CORRECTED = {"name": "Hari Dunmoore"}


def other_in_place(session: Session) -> Session:
    """The session with somebody else under the handle, as it comes from another laptop."""
    return with_hari(session, SOMEBODY_ELSE)


def corrected(session: Session) -> Session:
    """The session in which a slip in the name was corrected on another laptop."""
    person = person_named("hari", session.people)
    assert person is not None
    return with_hari(session, evolve(person, **CORRECTED))


def with_hari(session: Session, hari: Person) -> Session:
    people = tuple(hari if person.id == "hari" else person for person in session.people)
    return evolve(session, people=people)


async def select_hari(drive: Drive, step: str) -> Document:
    await drive.go(step)
    await drive.press("escape")
    pane = drive.screen.desk.pane
    assert isinstance(pane, ListPane)
    pane.select("hari")
    await drive.until(lambda: pane.items.selected == "hari")
    return drive.document


async def half_typed(drive: Drive, step: str) -> None:
    """The field of a form about Hari Dunmore, with words that are not stored yet."""
    await select_hari(drive, step)
    pane = drive.screen.desk.pane
    assert isinstance(pane, ListPane)
    pane.edit("hari", FIELDS[step])
    await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
    area = drive.app.focused
    assert isinstance(area, FieldArea)
    area.text = "what only he said"
    await drive.until(lambda: "what only he said" in drive.document.unfinished.values())


@pytest.mark.parametrize("step", FIELDS)
async def test_words_about_a_person_never_become_those_of_a_namesake(
    tmp_path: Path, step: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await half_typed(drive, step)
        drive.document.apply(other_in_place, "by another hand")
        theirs = drive.document.session
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "what only he said")
        await drive.reads(PERSON_GONE.format("Hari Dunmore"))
        assert drive.session == theirs
        await drive.until(lambda: [*drive.document.unfinished.values()] == ["what only he said"])


@pytest.mark.parametrize("step", FIELDS)
async def test_words_about_a_person_whose_name_was_corrected_are_theirs(
    tmp_path: Path, step: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await half_typed(drive, step)
        drive.document.apply(corrected, "by another hand")
        await drive.press("escape")
        await drive.until(lambda: not drive.screen.query(Form))
        await drive.until(lambda: "what only he said" in dumps(drive.session, METHOD))
        assert drive.document.unfinished == {}


async def test_a_name_changed_in_the_form_itself_takes_its_other_fields_along(
    tmp_path: Path,
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await half_typed(drive, "p")
        await drive.press("up")
        area = drive.app.focused
        assert isinstance(area, FieldArea)
        area.text = "Wilma Stone"
        await drive.press("down")
        await drive.type(", at night")
        await drive.until(
            lambda: [*drive.document.unfinished.values()] == ["what only he said, at night"]
        )
        assert drive.document.flush()
        drafts, text = read_drafts(path), path.read_text()
    async with opened_again(tmp_path, text, drafts) as drive:
        await at_field(drive, "role", "what only he said, at night")
        await done_with(drive)
        assert person_named("hari", drive.session.people) == Person(
            id="hari", name="Wilma Stone", role="what only he said, at night", agency="health"
        )
        assert read_drafts(drive.document.path) == {}


def opened_again(
    folder: Path, text: str, drafts: dict[str, str]
) -> AbstractAsyncContextManager[Drive]:
    """The app on a session that was killed with these drafts, in a folder of its own."""
    (folder / "again").mkdir()
    path = folder / "again" / IN_DISCUSSION
    path.write_text(text)
    for slot, draft in drafts.items():
        write_drafts(path, slot, draft)
    return driving(path.parent, path)


async def killed(folder: Path, step: str) -> tuple[Session, dict[str, str]]:
    """A session and its drafts, killed while words about a person were typed."""
    path = examples(folder) / IN_DISCUSSION
    async with driving(folder, path) as drive:
        await half_typed(drive, step)
        assert drive.document.flush()
        return drive.session, read_drafts(path)


@pytest.mark.parametrize("step", FIELDS)
async def test_killed_they_are_offered_in_the_line_with_whom_they_were_about(
    tmp_path: Path, step: str
) -> None:
    session, drafts = await killed(tmp_path, step)
    theirs = evolve(other_in_place(session), at="facts")
    async with opened_again(tmp_path, dumps(theirs, METHOD), drafts) as drive:
        await drive.until(lambda: drive.screen.line.text == "what only he said")
        await drive.reads(PERSON_GONE.format("Hari Dunmore"))
        assert not drive.screen.query(Form)
        assert drive.session.people == theirs.people
        assert drive.app.focused is drive.screen.line.input
        pane = drive.screen.desk.pane
        assert isinstance(pane, ListPane)
        pane.edit("hari")
        await drive.until(lambda: bool(drive.screen.query(Form)))
        assert "what only he said" not in drive.screen.query_one(Form).values.values()


@pytest.mark.parametrize("step", FIELDS)
async def test_killed_they_come_back_in_the_form_of_a_corrected_name(
    tmp_path: Path, step: str
) -> None:
    session, drafts = await killed(tmp_path, step)
    async with opened_again(tmp_path, dumps(corrected(session), METHOD), drafts) as drive:
        await at_field(drive, FIELDS[step], "what only he said")
        await done_with(drive)
        assert "what only he said" in dumps(document_of(drive).session, METHOD)
        assert read_drafts(drive.document.path) == {}


@pytest.mark.parametrize("step, key", few(2, [("p", "a"), ("p", "x"), ("r", "y"), ("r", "n")]))
async def test_a_menu_of_a_person_does_nothing_to_a_namesake(
    tmp_path: Path, step: str, key: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document = await select_hari(drive, step)
        pane = drive.screen.desk.pane
        await drive.press("f5")
        await drive.until(lambda: isinstance(drive.app.screen, ItemMenuScreen))
        assert isinstance(pane, ListPane)
        pane.select("hari")
        menu = drive.app.screen
        assert isinstance(menu, ItemMenuScreen)
        menu.action_move(1)
        menu.action_move(-1)
        document.apply(other_in_place, "by another hand")
        theirs = document.session
        await drive.press(key)
        await drive.until(lambda: drive.session_is_seen)
        assert document.session == theirs


async def test_who_speaks_for_a_person_is_not_noted_of_a_namesake(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document = await select_hari(drive, "p")
        await drive.press("f5", "c")
        await drive.until(lambda: isinstance(drive.app.screen, PickScreen))
        document.apply(other_in_place, "by another hand")
        theirs = document.session
        await drive.press("1")
        await drive.until(lambda: drive.session_is_seen)
        assert document.session == theirs


async def test_a_correction_about_a_person_is_not_noted_of_a_namesake(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        document = drive.document
        question = ask_of_hari(drive)
        await drive.until(lambda: isinstance(drive.app.screen, FormScreen))
        await drive.type(" at school")
        document.apply(other_in_place, "by another hand")
        theirs = document.session
        await drive.press("enter", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert document.session == theirs
        assert is_without_form(document, question_slot(question, "becomes"))
        ask_of_hari(drive)
        await drive.until(lambda: isinstance(drive.app.screen, FormScreen))
        assert stands(drive)["becomes"] == "sergeant"


async def test_a_correction_begun_by_an_older_version_or_before_a_slip_was_corrected(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document, asked = drive.document, (CorrectionKind.FACTUAL, "hari", "role")
        old = "factual error/hari/role"
        document.keep_draft(question_slot(old, "becomes"), "nurse")
        assert question_about(document, *asked) == old
        document.keep_draft(question_slot(old, "becomes"), "")
        begun = question_about(document, *asked)
        document.keep_draft(question_slot(begun, "becomes"), "nurse")
        document.apply(corrected, "by another hand")
        assert question_about(document, *asked) == begun != old


def ask_of_hari(drive: Drive) -> str:
    """Ask for a correction of his role. Give the question."""
    document, kind = drive.document, CorrectionKind.FACTUAL
    correction = Correction(
        id=document.fresh_id(), thing="hari", field="role", sort=kind, at=document.now()
    )
    _ask_text(drive.app, document, correction, lambda edit, _: document.apply(edit, "a correction"))
    return question_about(document, kind, "hari", "role")
