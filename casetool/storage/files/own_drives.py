"""The drives of the folders in which this run works, so that no other one is written to instead.

Where a drive is mounted in a lasting folder, that folder stays when the drive goes. It is empty,
and lies on another drive. A file made there is out of sight once the drive is back, and in plain
if only the drive was encrypted.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT


class DriveNumbers(NamedTuple):
    """The numbers by which the system tells drives apart."""

    device: int
    """Where it is mounted. The next drive there may get the same number."""
    file_system: int
    """What is on it. Some systems and drives have no such number, then it is 0."""

    def is_same(self, other: "DriveNumbers") -> bool:
        """Whether both are of one drive, which may have come back as another device.

        Args:
            other: the other numbers.
        """
        return self == other or 0 != self.file_system == other.file_system


def drive_of(folder: Path) -> DriveNumbers:
    """The drive on which a folder lies.

    Args:
        folder: the folder.

    Raises:
        OSError: the folder is not there.
    """
    file_system = os.statvfs(folder).f_fsid if hasattr(os, "statvfs") else 0
    return DriveNumbers(folder.stat().st_dev, file_system)


def has_gone(folder: Path) -> bool:
    """Whether a folder is gone, or only the empty mount point of its drive is left.

    Args:
        folder: the folder.
    """
    try:
        return next(folder.iterdir(), None) is None
    except OSError as error:
        return isinstance(error, FileNotFoundError)


class _KnownDrive(NamedTuple):
    drive: DriveNumbers
    root: Path | None
    """Where it is mounted, if no file of ours was seen there yet."""


class OwnDrives:
    """Knows on which drive each folder lay when one of its files was last there.

    Of a folder without such a file it knows the drive, too. A mount point that was empty from
    the beginning may then still get its drive.

    Args:
        drive_of: the drive on which a folder lies.
        is_mount: whether a drive is mounted in a folder.
    """

    def __init__(
        self,
        drive_of: Callable[[Path], DriveNumbers] = drive_of,
        is_mount: Callable[[Path], bool] = os.path.ismount,
    ) -> None:
        self._drive_of, self._is_mount = drive_of, is_mount
        self._known: dict[Path, _KnownDrive] = {}

    def note(self, path: Path) -> None:
        """Remember the drive of a file, if it is there. It may have come back as another device.

        Args:
            path: the file, its links followed.
        """
        self._look(path)

    def note_folder(self, path: Path) -> None:
        """Remember the drive of a file, and also that of its folder without the file.

        Args:
            path: the file, its links followed.
        """
        drive = self._look(path)
        if drive is not None and path.parent not in self._known:
            with contextlib.suppress(OSError):
                root = DEFAULT_TIME_LIMIT.once(self._root_of, path.parent)
                self._known[path.parent] = _KnownDrive(drive, root)

    def refuse_other(self, path: Path) -> None:
        """Refuse to make a file where its drive has gone and an empty folder is in its place.

        Args:
            path: the file, its links followed. It may be there, and then all is well.

        Raises:
            SaveError: it is not there, and its folder lies on another drive than before.
        """
        drive, before = self._look(path), self._known.get(path.parent)
        if drive is None or before is None or drive.is_same(before.drive):
            return
        if before.root is None or not self._has_got_its_drive(path.parent, before.root):
            raise SaveError(f"The drive of {path.parent} is not there any more. Nothing was saved.")

    def _has_got_its_drive(self, folder: Path, root: Path) -> bool:
        """Whether a drive came into a folder that lay on the drive around it."""
        return self._is_mount(root) and self._root_of(folder) != root

    def _root_of(self, folder: Path) -> Path:
        return next(each for each in (folder, *folder.parents) if self._is_mount(each))

    def _look(self, path: Path) -> DriveNumbers | None:
        """The drive of a folder, remembered if a file is there. None where it cannot be told."""

        def look(folder: Path) -> tuple[DriveNumbers, bool]:
            return self._drive_of(folder), os.path.lexists(path)

        with contextlib.suppress(OSError):  # whoever writes there says what is wrong
            if (answer := DEFAULT_TIME_LIMIT.once(look, path.parent)) is not None:
                drive, is_there = answer
                if is_there:
                    self._known[path.parent] = _KnownDrive(drive, None)
                return drive
        return None
