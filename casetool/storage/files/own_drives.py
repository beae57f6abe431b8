"""The drives of the folders in which this run works, so that no other one is written to instead.

Where a drive is mounted in a lasting folder, that folder stays when the drive goes. It is empty,
and lies on another drive. A file made there is out of sight once the drive is back, and in plain
if only the drive was encrypted.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT


def _device_of(folder: Path) -> int:
    return folder.stat().st_dev


class OwnDrives:
    """Knows on which drive each folder lay when one of its files was last there.

    Args:
        device_of: the number of the drive on which a folder lies.
    """

    def __init__(self, device_of: Callable[[Path], int] = _device_of) -> None:
        self._device_of = device_of
        self._devices: dict[Path, int] = {}

    def note(self, path: Path) -> None:
        """Remember the drive of a file, if it is there. It may have come back as another device.

        Args:
            path: the file, its links followed.
        """
        self._look(path)

    def refuse_other(self, path: Path) -> None:
        """Refuse to make a file where its drive has gone and an empty folder is in its place.

        Args:
            path: the file, its links followed. It may be there, and then all is well.

        Raises:
            SaveError: it is not there, and its folder lies on another drive than before.
        """
        device = self._look(path)
        if device not in (None, self._devices.get(path.parent, device)):
            raise SaveError(f"The drive of {path.parent} is not there any more. Nothing was saved.")

    def _look(self, path: Path) -> int | None:
        """The drive of a folder, remembered if a file is there. None where it cannot be told."""

        def look(folder: Path) -> tuple[int, bool]:
            return self._device_of(folder), os.path.lexists(path)

        with contextlib.suppress(OSError):  # whoever writes there says what is wrong
            if (answer := DEFAULT_TIME_LIMIT.once(look, path.parent)) is not None:
                device, is_there = answer
                if is_there:
                    self._devices[path.parent] = device
                return device
        return None
