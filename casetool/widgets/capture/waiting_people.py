"""People of a paste who wait in the capture line until they are clear."""

from collections.abc import Sequence

from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.method import Step
from casetool.models.people.row import row_as_line
from casetool.models.people.sign_in import PEOPLE_APART
from casetool.models.step_kinds import find_kind

PEOPLE_WAIT = "People of a paste wait at the start of this line: answer for them under People."


def waiting_text(lines: Sequence[CapturedLine]) -> str:
    """People of a paste as one line that parts them. Empty for lines of other kinds.

    Args:
        lines: the lines as they were understood.
    """
    if any(not find_kind(line.step.kind).takes_plain_lines for line in lines):
        return ""
    return PEOPLE_APART.join(row_as_line(line.text) for line in lines)


def check_waiting(people: str, text: str, step: Step) -> None:
    """Refuse people who wait, and what was typed behind them, at a step that is not theirs.

    Args:
        people: those who wait, parted from each other. Empty for nobody.
        text: the text of the line.
        step: the open step.

    Raises:
        CaptureRefused: the text begins with them.
    """
    first = people.partition(PEOPLE_APART)[0].partition(",")[0]
    if first and text.startswith(first) and not find_kind(step.kind).takes_plain_lines:
        raise CaptureRefused(PEOPLE_WAIT)
