"""What is said of the file: what is unknown in it, what stands there twice, who has it."""

from pathlib import Path

import pytest

from casetool.services.sessions.document import Document
from tests.support.driving import driving, examples
from tests.support.two_windows import replace_from_outside, two_windows


async def test_what_a_later_casetool_wrote_is_kept_and_that_is_said(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    path.write_text(f'weather = "rain"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    async with driving(tmp_path, path, size=(160, 40)) as drive:
        await drive.reads("Kept, but this version of casetool does not know it: weather")


async def test_an_id_that_another_program_wrote_twice_is_told(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(160, 40)) as drive:
        await drive.go("5")
        first = drive.session.heading("worries").model_dump()["entries"][0]["id"]
        assert drive.document.flush()
        replace_from_outside(path, "theirs", first)
        await drive.reads("Another program changed the file.")
        await drive.reads(f"The id “{first}” stands at two places in this file")
        assert drive.texts("worries")[-1] == "theirs"


async def test_a_window_that_waits_goes_on_asking_when_the_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, as_ever = iter([OSError("the drive is away")] * 2), Document.try_acquire_lock

    def away_at_first(document: Document) -> bool:
        for fault in faults:
            raise fault
        return as_ever(document)

    monkeypatch.setattr("casetool.widgets.status.file_alerts.LOCK_RETRY_SECONDS", 0.01)
    monkeypatch.setattr(Document, "try_acquire_lock", away_at_first)
    async with two_windows(tmp_path) as (first, second):
        first.close()
        await second.until(lambda: not second.document.read_only)
