"""The team's own look, read from one file beside the sessions; clear words where it is wrong."""

import difflib
import tomllib
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
from casetool.storage.files.regular_file import read_regular
from casetool.storage.toml.codec import SessionFileError, decode
from casetool.storage.toml.error_location import ValuePath, line_number_of, place_name, toml_fault
from casetool.storage.toml.errors import expectation


class NotesStyleError(Exception):
    """The look of a team cannot be used; the text names the file, the line, and what was expected.

    Attributes:
        line: the line, from 1, where one is known.
    """

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(f"{NOTES_STYLE_FILE}: {words}")
        self.line = line


def read_notes_style(folder: Path) -> NotesStyle:
    """The look of the team whose sessions lie in a folder; the tool's own where there is no file.

    Args:
        folder: the sessions.

    Raises:
        LookError: the file cannot be used. It says what to mend; the sessions open all the same.
    """
    try:
        data = read_regular(folder / NOTES_STYLE_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return PLAIN_STYLE
    except OSError as error:
        raise NotesStyleError(f"{(error.strerror or 'it cannot be read').lower()}.") from None
    try:
        text = decode(data)
        look = NotesStyle.model_validate(tomllib.loads(text))
    except SessionFileError as error:
        raise NotesStyleError(str(error), error.line) from None
    except tomllib.TOMLDecodeError as error:
        line, words = toml_fault(error, text)
        raise NotesStyleError(words, line) from None
    except ValidationError as error:
        raise _refused(text, error.errors(include_input=False, include_url=False)[0]) from None
    except (RecursionError, ValueError):
        raise NotesStyleError(
            "It is nested deeper, or has larger numbers, than any look."
        ) from None
    _check_steps(look, text, folder)
    _check_template(look, text, folder)
    return look


def template_of(look: NotesStyle, folder: Path) -> Path | None:
    """The Word file whose styles are used, where the look names one.

    Args:
        look: the look.
        folder: the sessions; a path that is not whole begins there.
    """
    return folder / Path(look.template).expanduser() if look.template else None


def _check_steps(look: NotesStyle, text: str, folder: Path) -> None:
    """Each step that is named is one of a method that is at hand, and can be where it is named."""
    methods = tuple(all_methods(folder))
    steps = [step for method in methods for step in method.steps]
    movable = [step.id for step in steps if can_move(step)]
    shown = [step.id for step in steps if can_appear(step)]
    wanted: list[tuple[ValuePath, str, Iterable[str]]] = [
        *((("order", n), name, movable) for n, name in enumerate(look.order)),
        *((("leave_out", n), name, [*shown, *NotesPart]) for n, name in enumerate(look.leave_out)),
        *((("headings", name), name, shown) for name in look.headings),
    ]
    for place, name, known in wanted:
        if name not in known:
            # people write the heading where its id is meant
            meant = next((step.id for one in methods if (step := one.find(name))), name)
            raise _wrong(text, place, f"one of {', '.join(dict.fromkeys(known))}", meant, known)
    for key, named in (("order", look.order), ("leave_out", look.leave_out)):
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            raise _wrong(text, (key,), f"each heading once, and “{twice}” stands there twice")


def _check_template(look: NotesStyle, text: str, folder: Path) -> None:
    path = template_of(look, folder)
    if path is None:
        return
    if path.suffix.casefold() != ".docx":
        expected = (
            "a Word document that ends with .docx (a .dotx opens in Word, and is saved as one)"
        )
        raise _wrong(text, ("template",), expected)
    try:
        with zipfile.ZipFile(path) as packed:
            packed.getinfo("word/styles.xml")
    except OSError as error:
        why = (error.strerror or "it cannot be read").lower()
        raise _wrong(text, ("template",), f"a Word document; {path}: {why}") from None
    except (zipfile.BadZipFile, KeyError):
        raise _wrong(text, ("template",), f"a Word document; {path} is none") from None


def _refused(text: str, error: ErrorDetails) -> NotesStyleError:
    place = tuple(part for part in error["loc"] if part != "[key]")
    match error["type"]:
        case "extra_forbidden":
            known = list(NotesStyle.model_fields)
            return _wrong(text, place, f"one of {', '.join(known)}", str(place[-1]), known)
        case "enum" if place[:1] == ("details",):
            known = list(NotesDetail)
            return _wrong(text, place, f"one of {', '.join(known)}", str(place[-1]), known)
        case "bool_parsing" | "bool_type":
            return _wrong(text, place, "true or false")
        case "too_short":
            return _wrong(text, place, "a text that is not empty")
        case "tuple_type":
            return _wrong(text, place, 'a list, such as ["facts", "about"]')
        case "mapping_type" | "dict_type":
            return _wrong(text, place, f"a table, [{place[0]}]")
    return _wrong(text, place, expectation(error))


def _wrong(
    text: str, place: ValuePath, expected: str, name: str = "", known: Iterable[str] = ()
) -> NotesStyleError:
    """What is wrong at a place; with the nearest of what could stand there."""
    line = line_number_of(text, place)
    where = f"Line {line}, {place_name(place)}" if line is not None else place_name(place)
    near = difflib.get_close_matches(name.casefold(), list(dict.fromkeys(known)), 1, 0.6)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return NotesStyleError(f"{where}: expected {expected}.{hint}", line)
