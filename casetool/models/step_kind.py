"""What a kind of step is: its one declaration in the models."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casetool.models.capture.attribution import kept_names, unclear_mentions
from casetool.models.capture.kept_signs import kept_signs
from casetool.models.capture.line import CapturedLine, NewLines
from casetool.models.finding import Finding
from casetool.models.heading import Heading
from casetool.models.item_edits import add_items
from casetool.models.method import Step
from casetool.models.people.model import speaker
from casetool.models.session import Session


def nothing_missing(session: Session, step: Step) -> Iterator[Finding]:
    """The checks of a kind that has none."""
    return iter(())


def add_as_items(session: Session, lines: NewLines) -> Session:
    """Add captured lines as items of their step's list, with the fields that it has.

    Args:
        session: the session.
        lines: the parsed lines of the step, and what each gets.
    """
    items = [
        {
            "id": new.id,
            "text": captured.text,
            "at": new.at,
            "kind": captured.kind,
            "by": captured.by,
            "source": captured.source,
        }
        for captured, new in lines
    ]
    return add_items(session, lines[0][0].step.id, items)


def describe_item(captured: CapturedLine, session: Session, under: str) -> tuple[str, ...]:
    """The step of a captured line, and what the line says beside its text."""
    marks = (
        captured.kind.value if captured.kind is not None else "",
        speaker(captured.by, session.people) if captured.by else "",
        f"source: {captured.source}" if captured.source else "",
    )
    people = session.people
    about_names = unclear_mentions if captured.by is None else kept_names
    notes = *kept_signs(captured.text), *about_names(captured.text, people)
    return captured.title, *(part for part in marks if part), *notes


@dataclass(frozen=True, slots=True)
class StepKind:
    """A kind of step, as its module in ``models/kinds/`` declares it under the name ``KIND``.

    What it does not say is as for a plain list of items. Modules of the same name in
    ``render/kinds/`` and ``widgets/kinds/`` say how it is written and drawn, if they are there.

    Attributes:
        heading: the class of its headings. None where it holds nothing of its own.
        findings: its checks.
        add_lines: adds the captured lines of a step. None where lines go to the step that is
            always in view.
        describe: where a captured line goes and as what, given the selected node of the tree.
        takes_plain_lines: whether a line is taken whole, with no sigil and no ``@name`` in it.
        takes_entry_kinds: whether a sign at the start of a line is the kind of an entry.
        names_speakers: whether ``@name`` is who spoke.
        line_options: the options of ``casetool add`` for a line.
    """

    heading: type[Heading] | None
    findings: Callable[[Session, Step], Iterator[Finding]] = nothing_missing
    add_lines: Callable[[Session, NewLines], Session] | None = add_as_items
    describe: Callable[[CapturedLine, Session, str], tuple[str, ...]] = describe_item
    takes_plain_lines: bool = False
    takes_entry_kinds: bool = False
    names_speakers: bool = True
    line_options: frozenset[str] = frozenset({"--by"})
