"""The fictional example sessions that come with casetool."""

import contextlib
from importlib.resources import files
from pathlib import Path

from casetool.storage.files.atomic import ChangedOnDiskError, write_atomically

EXAMPLE_FILES = ("example-prepared.toml", "example-in-discussion.toml", "example-closed.toml")
"""The examples: prepared, in discussion, closed."""


def copy_examples(folder: Path) -> None:
    """Copy the examples into a folder, without replacing existing ones.

    Raises:
        SaveError: they cannot be written there.
    """
    for name in EXAMPLE_FILES:
        with contextlib.suppress(ChangedOnDiskError):
            write_atomically(folder / name, _example(name), None)


def _example(name: str) -> bytes:
    packaged = files("casetool") / "examples" / name
    if packaged.is_file():
        return packaged.read_bytes()
    # in a checkout they lie in the folder that the app opens first
    return (Path(__file__).parents[3] / "sessions" / name).read_bytes()
