"""The methods as data: one TOML file each, ours here and a partnership's beside its sessions."""

import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casetool.models.method import Method

DEFAULT = "case-discussion"
"""The method of a session that names none."""


class NoMethodError(Exception):
    """No method of this name can be found, or its file does not describe one."""


def find_method(method_id: str, folder: Path | None = None) -> "Method":
    """The method with this id.

    Args:
        method_id: as a session file names it.
        folder: a folder of sessions; a method file in its ``methods`` goes before ours.

    Raises:
        NoMethodError: there is none, or the file is not a method.
    """
    # here, not above: the library names steps without the models, and is on the screen sooner
    from pydantic import ValidationError

    from casetool.models.method import Method

    try:
        return Method.model_validate(_read(method_id, folder))
    except ValidationError as error:
        raise NoMethodError(f"The file “{method_id}.toml” is not a method: {error}") from None


def all_methods(folder: Path | None = None) -> Iterator["Method"]:
    """Every method that is at hand: ours, and those in the folder ``methods`` beside the sessions.

    A file that describes none is passed over: it is told when a session that needs it is opened.

    Args:
        folder: a folder of sessions.
    """
    places = (Path(__file__).parent, *((folder / "methods",) if folder is not None else ()))
    names = {path.stem for place in places for path in place.glob("*.toml")}
    for name in sorted(names, key=lambda name: (name != DEFAULT, name)):
        with suppress(NoMethodError):
            yield find_method(name, folder)


@cache
def step_name(method_id: str, step_id: str) -> str:
    """A step in a word, read without building models; its bare id where it is not known."""
    try:
        steps = _read(method_id, None)["steps"]
    except (NoMethodError, KeyError):
        return step_id
    names = {step["id"]: step["short"] for step in steps} if isinstance(steps, list) else {}
    return str(names.get(step_id, step_id))


def _read(method_id: str, folder: Path | None) -> dict[str, object]:
    own = folder / "methods" / f"{method_id}.toml" if folder is not None else None
    source = (
        own if own is not None and own.is_file() else Path(__file__).with_name(f"{method_id}.toml")
    )
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise NoMethodError(
            f"There is no method “{method_id}” here. If a colleague made it, put its file into"
            " the folder “methods” beside the sessions."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise NoMethodError(f"The file “{method_id}.toml” is not a method: {error}") from None
