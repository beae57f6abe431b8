"""A paste of several lines: a list, a quotation or a table becomes plain lines."""

from casetool.models.base import plain_line_ends, sanitise
from casetool.models.capture.grammar import read_line
from casetool.models.capture.line import CapturedLine
from casetool.models.capture.list_signs import without_list_signs
from casetool.models.method import KindName, Method, Step
from casetool.models.people.model import People
from casetool.models.people.sign_in import people_lines
from casetool.models.step_kinds import find_kind


def paste_lines(text: str, step: Step) -> tuple[str, ...]:
    """The lines of a paste that are not empty, without bullets, quotation signs and columns.

    Args:
        text: the pasted text.
        step: the open step. For people, a table loses its headings and keeps its cells apart.
    """
    are_people = step.kind == KindName.PEOPLE
    lines = without_list_signs(_lines_of(text), are_names=are_people)
    if are_people:
        return tuple(people_lines(lines))
    return tuple(", ".join(_cells_of(line)) for line in lines)


def read_lines(
    text: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> tuple[CapturedLine, ...]:
    """Parse a paste: an item for each line that is not empty.

    Args:
        text: the pasted text.
        open_step: where a line goes without a sign.
        method: the steps and their signs.
        people: whom ``@name`` can name.
        last_speaker: whom a lone ``@`` names.
    """
    captured: list[CapturedLine] = []
    for line in paste_lines(text, open_step):
        captured.append(read_line(line, open_step, method, people, last_speaker))
        target = captured[-1].step
        counts_as_voice = find_kind(target.kind).names_speakers and not target.private
        last_speaker = captured[-1].by or last_speaker if counts_as_voice else last_speaker
    return tuple(captured)


def added_to(typed: str, pasted: str) -> str:
    """What was typed, and the lines of a paste behind it.

    The signs of a quotation or a list are off: with words in front they would look like others.

    Args:
        typed: what stands in the line.
        pasted: the pasted text.
    """
    if not typed.strip():
        return f"{typed}{sanitise(pasted)}"
    return typed + "\n".join(without_list_signs(_lines_of(pasted), are_names=True))


def _lines_of(text: str) -> list[str]:
    return [line for line in str(sanitise(plain_line_ends(text))).split("\n") if line.strip()]


def _cells_of(line: str) -> list[str]:
    """The cells of a row of a table. A line without tabs is one cell."""
    cells = [cell.strip() for cell in line.strip("\t").split("\t")]
    return [cell for cell in cells if cell] if len(cells) > 1 else [line]
