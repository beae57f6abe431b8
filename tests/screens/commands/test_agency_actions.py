"""Each agency's own actions from the app: files beside the session, and where they went is said."""

from pathlib import Path

from casetool.models.actions.edits import edit_action
from casetool.models.base import evolve
from casetool.models.pseudonyms.names import Name
from casetool.models.session import actions_of
from casetool.storage.context import NOTES_STYLE_FILE
from tests.support.driving import Drive, driving, examples

TELLS = "Each agency's own actions are in"


def made(folder: Path) -> dict[str, str]:
    """What lies there of each agency."""
    return {
        path.name.split(".", 1)[1].removesuffix(".actions.txt"): path.read_text(encoding="utf-8")
        for path in folder.glob("*.actions.txt")
    }


async def write(drive: Drive, words: str) -> None:
    await drive.press("ctrl+d", "l")
    await drive.reads(words)


async def test_a_file_for_each_agency_that_has_actions(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    async with driving(tmp_path, path) as drive:
        await write(drive, TELLS)
        await drive.reads("in 5 files: ")
        found = made(tmp_path)
        assert set(found) == {
            "childrens-social-care", "fostering-service", "health", "police", "voluntary-sector",
        }  # fmt: skip
        title = "health: actions for Juno, case discussion of Tue 13 Oct 2026\n"
        assert found["health"].startswith(title)
        assert "hearing clinic" in found["health"]
        assert "hearing clinic" not in found["police"]
        await write(drive, TELLS)  # never over another file
        await drive.until(lambda: len(list(tmp_path.glob("*.txt"))) == 10)
        assert (tmp_path / "example-closed.health.actions-2.txt").exists()
        assert made(tmp_path) == found


async def test_what_names_nobody_has_a_file_too_and_names_are_warned_of(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    (tmp_path / NOTES_STYLE_FILE).write_text('marking = "OFFICIAL"\n', encoding="utf-8")
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        name = Name(name="Juno", stand_in="Child J")
        drive.document.apply(lambda one: evolve(one, names=(name,)), "names")
        drive.document.apply(
            lambda one: edit_action(one, actions_of(one)[2].id, who="somebody"), "who"
        )
        await write(drive, "Real names stand in them")
        found = made(tmp_path)
        assert "Who by: somebody (not on the list of people)" in found["nobody"]
        assert found["nobody"].startswith("OFFICIAL\n\nIn no agency's list")


async def test_nothing_is_written_where_there_is_none_or_the_look_is_broken(tmp_path: Path) -> None:
    examples(tmp_path)
    async with driving(tmp_path, tmp_path / "example-prepared.toml") as drive:
        await write(drive, "There are no actions yet")
    (tmp_path / NOTES_STYLE_FILE).write_text("markng = 1\n", encoding="utf-8")
    async with driving(tmp_path, tmp_path / "example-closed.toml") as drive:
        await write(drive, "look.toml: Line 1, markng")
    assert made(tmp_path) == {}
