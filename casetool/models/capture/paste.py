"""A paste of several lines: a list, a quotation or a table becomes plain lines."""

from casetool.models.base import plain_line_ends, sanitise
from casetool.models.capture.entry_table import TableRow, table_rows
from casetool.models.capture.grammar import read_line, without_unseen
from casetool.models.capture.jottings import with_sign_first
from casetool.models.capture.line import CapturedLine
from casetool.models.capture.line_marks import unmarked_lines
from casetool.models.capture.list_signs import without_list_signs
from casetool.models.capture.paste_place import paste_into
from casetool.models.capture.waiting_people import split_waiting
from casetool.models.method import KindName, Method, Step
from casetool.models.people.model import People
from casetool.models.people.sign_in import people_lines
from casetool.models.step_kinds import find_kind


def paste_rows(text: str, step: Step) -> tuple[TableRow, ...]:
    """The lines of a paste that are not empty, without bullets, quotation signs and columns.

    Args:
        text: the pasted text.
        step: the open step. For people, a table loses its headings and keeps its cells apart.
    """
    are_people = step.kind == KindName.PEOPLE
    lines = _lines_of(text, are_names=are_people)
    if are_people:
        return tuple(map(TableRow, people_lines(lines)))
    return tuple(table_rows(lines))


def read_lines(
    text: str, open_step: Step, method: Method, people: People, last_speaker: str | None = None
) -> tuple[CapturedLine, ...]:
    """Parse a paste: an item for each line that is not empty, and for each person who waits.

    Args:
        text: the pasted text.
        open_step: where a line goes without a sign.
        method: the steps and their signs.
        people: whom ``@name`` can name.
        last_speaker: whom a lone ``@`` names.
    """
    waiting, text = split_waiting(text)
    people_step = next(iter(method.of_kind(KindName.PEOPLE)), open_step)
    captured = [CapturedLine(people_step, line) for line in waiting]
    for row in paste_rows(text, open_step):
        line = read_line(row.text, open_step, method, people, last_speaker)
        captured.append(row.added_to(line, people))
        target = captured[-1].step
        counts_as_voice = find_kind(target.kind).names_speakers and not target.private
        last_speaker = captured[-1].by or last_speaker if counts_as_voice else last_speaker
    return tuple(captured)


def added_to(typed: str, pasted: str, cursor: int, are_rows: bool = False) -> str:
    """What was typed, with the lines of a paste at the cursor, or behind people who wait.

    The signs of a quotation or a list are off: with words in front they would look like others.
    Lines that wait there with marks stay lines, and no words become part of a private jotting.

    Args:
        typed: what stands in the line.
        pasted: the pasted text.
        cursor: the characters before the cursor.
        are_rows: whether each line is a row of its own, as people are. Rows of a table always are.
    """
    if not typed.strip():
        return f"{typed}{sanitise(plain_line_ends(pasted))}"
    if split_waiting(typed)[0]:
        cursor, are_rows = len(typed), True
    *lines_before, before = unmarked_lines(typed[:cursor]).split("\n")
    after, *lines_after = unmarked_lines(typed[cursor:]).split("\n")
    lines = _lines_of(pasted, are_names=True)
    are_rows = are_rows or any("\t" in line for line in lines)
    goes_on = not are_rows and not lines_before, not are_rows and not lines_after
    text = "".join(paste_into(before, after, lines, goes_on))
    return "\n".join(filter(str.strip, (*lines_before, *text.split("\n"), *lines_after)))


def _lines_of(text: str, are_names: bool) -> list[str]:
    """The lines that are not empty, without the signs of a list. Nothing hides a jotting."""
    lines = str(sanitise(plain_line_ends(text))).split("\n")
    lines = [without_unseen(line.lstrip(" ")) for line in lines if line.strip()]
    return [with_sign_first(line) for line in without_list_signs(lines, are_names)]
