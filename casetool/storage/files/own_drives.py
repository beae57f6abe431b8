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
        with contextlib.suppress(OSError):
            device = self._device_of(path.parent)
            if os.path.lexists(path):
                self._devices[path.parent] = device

    def refuse_other(self, path: Path) -> None:
        """Refuse to make a file where its drive has gone and an empty folder is in its place.

        Args:
            path: the file, its links followed. It may be there, and then all is well.

        Raises:
            SaveError: it is not there, and its folder lies on another drive than before.
        """
        self.note(path)
        device = self._devices.get(path.parent)
        with contextlib.suppress(OSError):  # whoever writes it says what is wrong
            if device not in (None, self._device_of(path.parent)) and not os.path.lexists(path):
                raise SaveError(
                    f"The drive of {path.parent} is not there any more. Nothing was saved."
                )
