"""Read the team's own notes style from a file beside the sessions, and explain its mistakes."""

import difflib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casetool.methods import all_methods
from casetool.models.notes_style import (
    PLAIN_STYLE,
    NotesDetail,
    NotesPart,
    NotesStyle,
    can_appear,
    can_move,
)
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.files.regular_file import pieces_of, read_regular
from casetool.storage.files.typed_path import typed_path
from casetool.storage.toml.codec import SessionFileError, decode
from casetool.toml.error_location import ValuePath, line_number_of, place_name
from casetool.toml.errors import expectation
from casetool.toml.parse import TomlError, parse_toml


class NotesStyleError(Exception):
    """The notes style cannot be used. The text names the file, the line and what was expected.

    Attributes:
        line: the line, from 1, if known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"{NOTES_STYLE_FILE}: {message}")
        self.line = line


def read_notes_style(folder: Path) -> NotesStyle:
    """Read the notes style for a folder of sessions, or give the default where there is no file.

    Args:
        folder: the folder of sessions.

    Raises:
        NotesStyleError: the file cannot be used. It says what to correct. Sessions open anyway.
    """
    try:
        data = read_regular(folder / NOTES_STYLE_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return PLAIN_STYLE
    except OSError as error:
        raise NotesStyleError(f"{(error.strerror or 'it cannot be read').lower()}.") from None
    try:
        text = decode(data)
        style = NotesStyle.model_validate(parse_toml(text))
    except SessionFileError as error:
        raise NotesStyleError(str(error), error.line) from None
    except TomlError as error:
        raise NotesStyleError(str(error), error.line) from None
    except ValidationError as error:
        raise _explain(text, error.errors(include_input=False, include_url=False)[0]) from None
    _check_steps(style, text, folder)
    _check_template(style, text, folder)
    return style


def template_of(style: NotesStyle, folder: Path) -> Path | None:
    """The Word file whose styles are used, if the notes style names one.

    Args:
        style: the notes style.
        folder: the folder of sessions, where relative paths begin.
    """
    if not style.template:
        return None
    return folder / typed_path(style.template)


def _check_steps(style: NotesStyle, text: str, folder: Path) -> None:
    """Check that each step named exists in a method, and may stand where it is named."""
    methods = tuple(all_methods(folder))
    steps = [step for method in methods for step in method.steps]
    movable = [step.id for step in steps if can_move(step)]
    visible = [step.id for step in steps if can_appear(step)]
    names: list[tuple[ValuePath, str, Iterable[str]]] = [
        *((("order", index), name, movable) for index, name in enumerate(style.order)),
        *(
            (("leave_out", index), name, [*visible, *NotesPart])
            for index, name in enumerate(style.leave_out)
        ),
        *((("headings", name), name, visible) for name in style.headings),
    ]
    for key_path, name, allowed in names:
        if name not in allowed:
            # people often write the heading instead of its id
            suggestion = next((step.id for method in methods if (step := method.find(name))), name)
            raise _style_error(
                text, key_path, f"one of {', '.join(dict.fromkeys(allowed))}", suggestion, allowed
            )
    for key, values in (("order", style.order), ("leave_out", style.leave_out)):
        duplicate = next((name for name in values if values.count(name) > 1), None)
        if duplicate is not None:
            raise _style_error(text, (key,), f"each heading once, but “{duplicate}” is there twice")


def _check_template(style: NotesStyle, text: str, folder: Path) -> None:
    path = template_of(style, folder)
    if path is None:
        return
    if path.suffix.casefold() != ".docx":
        expected = (
            "a Word document that ends with .docx (a .dotx opens in Word, and is saved as one)"
        )
        raise _style_error(text, ("template",), expected)
    try:
        next(pieces_of(path, 1), b"")  # a pipe would never answer
        with zipfile.ZipFile(path) as archive:
            archive.getinfo("word/styles.xml")
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        raise _style_error(text, ("template",), f"a Word document; {path}: {why}") from None
    except (zipfile.BadZipFile, KeyError):
        raise _style_error(text, ("template",), f"a Word document; {path} is none") from None


def _explain(text: str, error: ErrorDetails) -> NotesStyleError:
    key_path = tuple(part for part in error["loc"] if part != "[key]")
    match error["type"]:
        case "extra_forbidden":
            allowed = list(NotesStyle.model_fields)
            return _style_error(
                text, key_path, f"one of {', '.join(allowed)}", str(key_path[-1]), allowed
            )
        case "enum" if key_path[:1] == ("details",):
            allowed = list(NotesDetail)
            return _style_error(
                text, key_path, f"one of {', '.join(allowed)}", str(key_path[-1]), allowed
            )
        case "bool_parsing" | "bool_type":
            return _style_error(text, key_path, "true or false")
        case "too_short":
            return _style_error(text, key_path, "a text that is not empty")
        case "tuple_type":
            return _style_error(text, key_path, 'a list, such as ["facts", "about"]')
        case "mapping_type" | "dict_type":
            return _style_error(text, key_path, f"a table, [{key_path[0]}]")
    return _style_error(text, key_path, expectation(error))


def _style_error(
    text: str, key_path: ValuePath, expected: str, name: str = "", allowed: Iterable[str] = ()
) -> NotesStyleError:
    """An error at a key, with the closest allowed name as a hint."""
    line = line_number_of(text, key_path)
    where = f"Line {line}, {place_name(key_path)}" if line is not None else place_name(key_path)
    matches = difflib.get_close_matches(name.casefold(), list(dict.fromkeys(allowed)), 1, 0.6)
    hint = f" Did you mean “{matches[0]}”?" if matches else ""
    return NotesStyleError(f"{where}: expected {expected}.{hint}", line)
