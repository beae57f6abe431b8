"""Methods as data: TOML files, ours here and a partnership's beside its sessions."""

import errno
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from casetool.errors import UserError
from casetool.toml.parse import parse_toml

if TYPE_CHECKING:
    from casetool.models.method import Method

DEFAULT = "case-discussion"
"""The method of a session that names none."""


_OURS = Path(__file__).parent


class NoMethodError(UserError):
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
    from casetool.methods.method_file import MethodFileError, parse_method

    path = _file_of(method_id, folder)
    try:
        return parse_method(_text_of(path), method_id)
    except FileNotFoundError:
        raise NoMethodError(
            f"There is no method “{method_id}” here. If a colleague made it, put its file into"
            " the folder “methods” beside the sessions."
        ) from None
    except OSError as error:
        why = f"It cannot be read: {(error.strerror or 'the disk refuses').lower()}."
    except UnicodeDecodeError:
        why = "It is not written in UTF-8."
    except MethodFileError as error:
        why = str(error)
    raise NoMethodError(f"The method in {path.parent.name}/{path.name} cannot be used. {why}")


def all_methods(folder: Path | None = None) -> Iterator["Method"]:
    """Load every available method: ours, and those in ``methods`` beside the sessions.

    Invalid files are skipped, and `method_faults` gives them.

    Args:
        folder: a folder of sessions.
    """
    beside = [folder / "methods"] if folder is not None else []
    folders = [_OURS, *beside]
    names = {path.stem for methods in folders for path in methods.glob("*.toml")}
    for name in sorted(names, key=lambda name: (name != DEFAULT, name)):
        with suppress(NoMethodError):
            yield find_method(name, folder)


def method_faults(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files in ``methods`` beside the sessions that are no valid methods, and why.

    Args:
        folder: a folder of sessions.
    """
    for path in sorted((folder / "methods").glob("*.toml")):
        try:
            find_method(path.stem, folder)
        except NoMethodError as error:
            yield path, str(error)


@cache
def step_name(method_id: str, step_id: str) -> str:
    """Short name of a step, read without loading models. Its id where it is unknown."""
    try:
        steps = parse_toml(_text_of(_file_of(method_id, None)))["steps"]
    except (OSError, ValueError, KeyError):
        return step_id
    names = {step["id"]: step["short"] for step in steps} if isinstance(steps, list) else {}
    return str(names.get(step_id, step_id))


def _file_of(method_id: str, folder: Path | None) -> Path:
    """The file of a method, which is never outside the folders of methods.

    What cannot be the name of a file is taken for one of ours, and is not there.
    """
    name = f"{method_id}.toml"
    if PureWindowsPath(method_id).name != method_id or "\0" in method_id:
        name = "no-such-method.toml"
    own_file = folder / "methods" / name if folder is not None else None
    return own_file if own_file is not None and _is_there(own_file) else _OURS / name


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # ours must not stand in for one that cannot be looked at
        return True


def _text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not written in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise FileNotFoundError(path.name) from None
        raise
