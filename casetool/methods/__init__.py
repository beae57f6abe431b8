"""Methods as data: TOML files, ours here and a partnership's beside its sessions."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casetool.models.method import Method

DEFAULT = "case-discussion"
"""The method of a session that names none."""


class NoMethodError(Exception):
    """There is no method of this name, or its file is not a valid method."""


def find_method(method_id: str, folder: Path | None = None) -> "Method":
    """Load the method with this id.

    Args:
        method_id: the id, as in a session file.
        folder: a folder of sessions. Files in its ``methods`` folder come before ours.

    Raises:
        NoMethodError: there is none, or the file is not a valid method.
    """
    # imported here, so that the library can show step names before the models are loaded
    from pydantic import ValidationError

    from casetool.models.method import Method

    try:
        return Method.model_validate(_read(method_id, folder))
    except ValidationError as error:
        raise NoMethodError(f"The file “{method_id}.toml” is not a method: {error}") from None


def all_methods(folder: Path | None = None) -> Iterator["Method"]:
    """Load every available method: ours, and those in ``methods`` beside the sessions.

    Invalid files are skipped. Opening a session that needs one reports the error.

    Args:
        folder: a folder of sessions.
    """
    beside = [folder / "methods"] if folder is not None else []
    folders = [Path(__file__).parent, *beside]
    names = {path.stem for methods in folders for path in methods.glob("*.toml")}
    for name in sorted(names, key=lambda name: (name != DEFAULT, name)):
        with suppress(NoMethodError):
            yield find_method(name, folder)


@cache
def step_name(method_id: str, step_id: str) -> str:
    """Short name of a step, read without loading models. Its id where it is unknown."""
    try:
        steps = _read(method_id, None)["steps"]
    except (NoMethodError, KeyError):
        return step_id
    names = {step["id"]: step["short"] for step in steps} if isinstance(steps, list) else {}
    return str(names.get(step_id, step_id))


def _file_of(method_id: str, folder: Path | None) -> Path:
    """The file of a method, which is never outside the folders of methods.

    Raises:
        FileNotFoundError: no file can be called so.
        OSError: its folder cannot be looked into.
    """
    if PureWindowsPath(method_id).name != method_id or "\0" in method_id:
        raise FileNotFoundError(method_id)
    name = f"{method_id}.toml"
    own_file = folder / "methods" / name if folder is not None else None
    if own_file is not None and own_file.is_file():
        return own_file
    return Path(__file__).with_name(name)


def _read(method_id: str, folder: Path | None) -> dict[str, object]:
    try:
        return tomllib.loads(_file_of(method_id, folder).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise NoMethodError(
            f"There is no method “{method_id}” here. If a colleague made it, put its file into"
            " the folder “methods” beside the sessions."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise NoMethodError(f"The file “{method_id}.toml” is not a method: {error}") from None
