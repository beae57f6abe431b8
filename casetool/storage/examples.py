"""The invented example sessions that come with casetool."""

import shutil
from importlib.resources import files
from pathlib import Path

NAMES = ("example-prepared.toml", "example-in-discussion.toml", "example-closed.toml")
"""The examples: just prepared, in the middle, closed."""


def copy_examples(folder: Path) -> None:
    """Copy the examples into a folder.

    Raises:
        OSError: they cannot be written there.
    """
    packaged = files("casetool") / "examples"
    for name in NAMES:
        source = packaged / name
        if source.is_file():
            (folder / name).write_bytes(source.read_bytes())
        else:  # a checkout: there they lie where the first start of the app finds them
            shutil.copyfile(Path(__file__).parents[2] / "sessions" / name, folder / name)
        (folder / name).chmod(0o600)
