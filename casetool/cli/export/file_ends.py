"""The form of what is written, found by how the file's name ends."""

from collections.abc import Mapping
from pathlib import Path

from casetool.errors import UserError

NOTES_ENDS = {"md": "md", "markdown": "md", "html": "html", "htm": "html"} | {
    form: form for form in ("docx", "pdf")
}
"""The forms of the notes, by the ends that ask for them."""

TREE_ENDS = {"svg": "svg", "mmd": "mermaid", "mermaid": "mermaid", "md": "md", "markdown": "md"}
"""Those of the tree. Else it is text."""

ACTION_ENDS = {"csv": "csv", "ics": "ics"}
"""Those of the actions. Else they are text."""

_ANY_TEXT = ("txt", "text")


def form_by_name(
    chosen: str | None, output: Path | None, ends: Mapping[str, str], usual: str
) -> str:
    """The form to write: the chosen one, else what the end of the file's name asks for.

    Args:
        chosen: what ``--format`` says.
        output: the named file, or None for standard output.
        ends: the forms, by the ends that ask for them.
        usual: the form where nothing asks for one.

    Raises:
        UserError: the end promises something that is none of the forms.
    """
    if chosen is not None:
        return chosen
    end = output.suffix[1:].casefold() if output is not None else ""
    if end in ends:
        return ends[end]
    if output is None or end in _ANY_TEXT or not end.isalpha():  # as in “notes of 12.11”
        return usual
    if output.exists():  # nothing is ever written over: that is said when it is tried
        return usual
    endings = ", ".join(f".{form}" for form in dict.fromkeys((*ends.values(), "txt")))
    raise UserError(
        f"{output.name}: nothing is written as .{end}. Let the name end with one of {endings}, or"
        " say --format."
    )
