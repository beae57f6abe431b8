"""Real names and their stand-ins, through the real app: typed, warned of, found, and replaced."""

from pathlib import Path

from casetool.models.pseudonyms.names import Name, find_names
from casetool.screens.names.replacement_approval import ApproveScreen
from casetool.screens.names.screen import NamesScreen
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.create import create_session
from tests.support.driving import START, Drive, driving

ROBIN = Name(name="Robin Lee", stand_in="Child A", also=("Robin",))


def made(folder: Path, child: str = "Child A") -> Path:
    return create_session({"child": child, "discussion": "12 nov"}, folder, START)


async def write_down(drive: Drive, *fields: str) -> None:
    """Open the list, and write down one name."""
    more = bool(drive.session.names)
    await drive.press("ctrl+n")
    await drive.until(lambda: isinstance(drive.app.screen, NamesScreen))
    if more:
        await drive.press("insert")
    for field in fields:
        await drive.until(lambda: "field-" in str(getattr(drive.app.focused, "id", "")))
        await drive.type(field)
        await drive.press("enter")
    await drive.press("escape")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))


async def test_a_name_is_written_down_once_and_warned_of_from_then_on(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await write_down(drive, "Robin Lee", "Child A", "")
        assert drive.session.names == (ROBIN,)
        await drive.type("! robin's coat was wet")
        await drive.sees("“robin” is a real name: say “Child A”")
        await drive.press("enter")  # it never blocks
        assert drive.texts("worries") == ["robin's coat was wet"]
        await drive.type("! robinson")
        await drive.sees("→ 5 What are we worried about?")
        assert "real name" not in drive.seen()


async def test_other_forms_count_too_and_a_second_name_is_told(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path), size=(80, 24)) as drive:
        await write_down(drive, "Robin Lee", "Child A", "Robbie, Rob")
        assert drive.session.names[0].also == ("Robbie", "Rob", "Robin")
        await write_down(drive, "Ash", "Sibling", "")
        assert drive.session.names[1] == Name(name="Ash", stand_in="Sibling")
        await drive.type("rob and ash")
        await drive.sees("“rob” is a real name, and another: say “Child A”")


async def test_a_name_is_changed_taken_off_and_brought_back(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await write_down(drive, "Robin", "Child A", "")
        await drive.press("ctrl+n")
        await drive.sees("Robin  →  Child A")
        await drive.press("enter")
        await drive.until(lambda: "field-name" in str(getattr(drive.app.focused, "id", "")))
        await drive.press("enter", "end")
        await drive.type(" B")
        await drive.press("escape")
        await drive.sees("Robin  →  Child A B")
        await drive.press("delete")
        await drive.press("escape")
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert not drive.session.names
        await drive.press("ctrl+z")
        assert drive.session.names == (Name(name="Robin", stand_in="Child A B"),)


async def test_nothing_is_kept_without_a_name_and_that_is_told(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await drive.press("ctrl+n")
        await drive.until(lambda: "field-name" in str(getattr(drive.app.focused, "id", "")))
        await drive.press("enter")
        await drive.type("Child A")
        await drive.sees("It is on the list, and replaced in notes, once it has a real name.")
        await drive.press("shift+tab")
        await drive.type("Robin")
        await drive.sees("stands here 0 times")
        await drive.press("escape", "escape")
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert drive.session.names == (Name(name="Robin", stand_in="Child A"),)


async def test_what_is_left_is_found_and_jumped_to(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path, "Robin")) as drive:
        await write_down(drive, "Robin", "Child A", "")
        await drive.say("! Robin is cold", "! Robin is tired")
        await drive.go("n")
        await drive.sees("names and stand-ins to see to")
        await drive.sees("The child is called by a real name here")
        await drive.sees("a real name in its own name")
        await drive.press("escape")
        items = drive.screen.desk.pane.items  # type: ignore[union-attr]
        place = next(
            n
            for n, row in enumerate(items._rows)
            if "Real name “Robin”, 2 times" in row.fingerprint
        )
        items.highlighted = place
        await drive.press("enter")
        await drive.until(lambda: drive.session.at == "worries")


async def test_notes_with_stand_ins_are_written_once_each_replacement_was_seen(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, made(tmp_path, "Robin")) as drive:
        await write_down(drive, "Robin", "Child A", "")
        await write_down(drive, "May", "Mother", "")
        await drive.say("! may be cold", "! Robin is tired")
        await drive.go("n")
        await drive.press("f5", "s", "m")
        await drive.until(lambda: isinstance(drive.app.screen, ApproveScreen))
        await drive.sees("Write the notes with 3 replacements?")
        await drive.press("escape")
        await drive.sees("Nothing was written.")
        assert list(tmp_path.glob("*.md")) == []
        await drive.press("f5", "s", "m")
        await drive.sees("3 replacements")
        await drive.press("down", "space")
        await drive.sees("2 replacements (left as they stand: 1)")
        await drive.press("w")
        await drive.sees("The notes with stand-ins are in")
        (path,) = tmp_path.glob("*.md")
        assert path.name == "2026-11-12-child-a.notes.md"
        text = path.read_text(encoding="utf-8")
        assert "may be cold" in text
        assert "Child A is tired" in text
        assert find_names(text, (Name(name="Robin"),)) == ()


async def test_notes_with_the_names_in_them_say_so(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await drive.go("n")
        await drive.press("f5", "s")
        await drive.sees("No names and stand-ins are written down yet: Ctrl+N does it.")
        await write_down(drive, "Robin", "Child A", "")
        await drive.say("Robin is cold")
        await drive.go("n")
        await drive.press("f5", "x", "m")
        await drive.reads("Real names stand in it 1×")


async def test_a_label_that_is_a_real_name_is_never_the_name_of_the_file(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path, "Robin")) as drive:
        await write_down(drive, "Robin", "Child A", "")
        await drive.go("n")
        await drive.press("f5", "s", "m")
        await drive.until(lambda: isinstance(drive.app.screen, ApproveScreen))
        await drive.press("space", "w")
        await drive.sees("The notes with stand-ins are in")
        assert [path.name for path in tmp_path.glob("*.md")] == ["2026-11-12-case.notes.md"]


async def test_the_palette_and_the_help_name_it(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await drive.press("f1", "end")
        await drive.sees("Names and stand-ins")
        await drive.press("escape", "ctrl+p")
        await drive.pilot.press(*"stand-in")
        await drive.sees("Names and stand-ins")
