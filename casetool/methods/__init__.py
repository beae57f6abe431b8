"""The methods as data: one TOML file each, ours here and a partnership's beside its sessions."""

import tomllib
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from casetool.models.method import Method

DEFAULT = "case-discussion"
"""The method of a session that names none."""


class NoMethodError(Exception):
    """No method of this name can be found, or its file does not describe one."""


def find_method(method_id: str, folder: Path | None = None) -> Method:
    """The method with this id.

    Args:
        method_id: as a session file names it.
        folder: a folder of sessions; a method file in its ``methods`` goes before ours.

    Raises:
        NoMethodError: there is none, or the file is not a method.
    """
    own = folder / "methods" / f"{method_id}.toml" if folder is not None else None
    source = own if own is not None and own.is_file() else files(__name__) / f"{method_id}.toml"
    try:
        text = source.read_text(encoding="utf-8")
    except OSError:
        raise NoMethodError(
            f"There is no method “{method_id}” here. If a colleague made it, put its file into"
            " the folder “methods” beside the sessions."
        ) from None
    try:
        return Method.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise NoMethodError(f"{source} does not describe a method: {error}") from None
