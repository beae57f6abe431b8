"""What is known of the drive of each folder, and when a file is refused there."""

from pathlib import Path

import pytest

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.own_drives import DriveNumbers, OwnDrives, drive_of


class Computer:
    """Folders on drives that come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "a.toml"
        self.drive, self.mounts = DriveNumbers(7, 1), {folder}
        self.drives = OwnDrives(lambda _: self.drive, self._is_mount)

    def _is_mount(self, path: Path) -> bool:
        return path in self.mounts or path == Path(path.anchor)

    def unmount(self) -> None:
        self.file.unlink(missing_ok=True)
        self.drive, self.mounts = DriveNumbers(1, 9), set()

    def mount(self, drive: DriveNumbers) -> None:
        self.drive, self.mounts = drive, {self.folder}

    def is_refused(self) -> bool:
        try:
            self.drives.refuse_other(self.file)
        except SaveError:
            return True
        return False


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.mark.parametrize("has_file", [True, False])
def test_without_its_drive_nothing_is_made(computer: Computer, has_file: bool) -> None:
    if has_file:
        computer.file.touch()
    computer.drives.note_folder(computer.file)
    assert not computer.is_refused()
    computer.unmount()
    computer.drives.note_folder(computer.file)
    assert computer.is_refused()
    computer.mount(DriveNumbers(7, 1))
    assert not computer.is_refused()


def test_another_drive_with_the_same_number_is_another(computer: Computer) -> None:
    computer.file.touch()
    computer.drives.note(computer.file)
    computer.file.unlink()
    computer.mount(DriveNumbers(7, 2))
    assert computer.is_refused()


def test_another_drive_in_the_place_of_an_empty_one_is_another(computer: Computer) -> None:
    computer.drives.note_folder(computer.file)
    computer.mount(DriveNumbers(7, 2))
    assert computer.is_refused()
    computer.mount(DriveNumbers(9, 1))
    assert not computer.is_refused(), "the same drive as another device"


def test_an_empty_mount_point_may_still_get_its_drive(computer: Computer) -> None:
    computer.unmount()
    computer.drives.note_folder(computer.file)
    computer.mount(DriveNumbers(7, 1))
    assert not computer.is_refused()


def test_a_file_that_is_there_is_never_refused(computer: Computer) -> None:
    computer.file.touch()
    computer.drives.note(computer.file)
    computer.mount(DriveNumbers(8, 3))
    assert not computer.is_refused()


def test_the_system_tells_the_drive_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in it").mkdir()
    assert drive_of(tmp_path) == drive_of(tmp_path / "in it")
    with pytest.raises(OSError):
        drive_of(tmp_path / "nowhere")
