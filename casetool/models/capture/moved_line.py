"""A captured line at another heading."""

from dataclasses import replace

from casetool.models.capture.line import CapturedLine
from casetool.models.entries.model import EntryKind
from casetool.models.method import KindName, Step
from casetool.models.people.mentions import handle_of
from casetool.models.people.model import People, person_named
from casetool.models.step_kinds import find_kind


def moved_line(line: CapturedLine, step: Step, people: People) -> CapturedLine:
    """A line at another heading. What has no place of its own there stays in the words.

    Args:
        line: the line at the heading at which it was read.
        step: the other heading.
        people: the people of the session, whom it may name.
    """
    if step == line.step:
        return line
    step_kind = find_kind(step.kind)
    is_action = step.kind == KindName.ACTIONS
    source = line.source if step.sources else ""
    when = line.when if is_action else ""
    speaker = line.by if step_kind.names_speakers or is_action else None
    quoted = f"“{line.text}”" if line.kind is EntryKind.CHILD else line.text
    text = line.text if step_kind.takes_entry_kinds else quoted
    if line.by and speaker is None:
        person = person_named(line.by, people)
        text = f"{text} @{handle_of(person) if person is not None else line.by}"
    parts = (text, "" if source else line.source, "" if when else line.when)
    text = ", ".join(filter(None, parts))
    return replace(line, step=step, side=None, text=text, by=speaker, source=source, when=when)
