"""What is still missing before the notes can go out."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from functools import partial
from itertools import chain

from casetool.models.corrections.due_dates import CORRECTIONS, due_dates
from casetool.models.corrections.targets import waiting_corrections
from casetool.models.distinct_ids import Repetition
from casetool.models.finding import Finding, quoted
from casetool.models.meeting.read_back import changed_since
from casetool.models.method import KindName, Method, Step
from casetool.models.odd_days import long_past_deadlines, odd_days
from casetool.models.parsing.dates import format_date
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import find_names
from casetool.models.pseudonyms.replace import Replacement, names_left
from casetool.models.session import Session, step_of
from casetool.models.step_kinds import find_kind

NAME_CHECKS = frozenset(
    {"child-real-name", "file-real-name", "no-stand-in", "stand-in-real-name", "real-name"}
)
"""The checks for real names. All other checks are for what is missing."""


def findings(
    session: Session, method: Method, file: str = "", today: date | None = None
) -> tuple[Finding, ...]:
    """List everything that still needs attention, in the order of the method's steps.

    Args:
        session: the session.
        method: its method.
        file: name of the session's file, which is checked for real names.
        today: used to check dates and the window for corrections. None skips both checks.
    """
    results = missing_parts(session, method)
    if session.names:
        order = {step.id: index for index, step in enumerate(method.steps)}
        results = (*results, *dict.fromkeys(_name_findings(session, method, file)))
        results = tuple(sorted(results, key=lambda finding: order[finding.step]))
    if today is None:
        return results
    return (
        *results,
        *_undecided_corrections(session, method, today),
        *_odd_day_findings(session, method, today),
    )


def missing_parts(session: Session, method: Method) -> tuple[Finding, ...]:
    """List what is still missing from the discussion, without the checks for real names."""
    altered = changed_since(session)
    by_step = (_findings_of_step(session, step, altered) for step in method.steps)
    return tuple(chain.from_iterable(by_step))


def lacking_in(session: Session, method: Method) -> frozenset[str]:
    """Ids of the steps from which something is missing."""
    altered = changed_since(session)
    first_findings = (
        next(_findings_of_step(session, step, altered), None) for step in method.steps
    )
    return frozenset(finding.step for finding in first_findings if finding is not None)


def _findings_of_step(session: Session, step: Step, altered: Set[str]) -> Iterator[Finding]:
    yield from find_kind(step.kind).findings(session, step)
    yield from _agreed_then_changed(session, step, altered)


def _name_findings(session: Session, method: Method, file: str) -> Iterator[Finding]:
    remaining = names_left(without_private(session, method), session.names)
    for step in method.steps:
        if step.kind == KindName.PEOPLE:
            yield from _name_list_findings(session, step, file)
        yield from _real_name_findings(remaining, step)


def _name_list_findings(session: Session, step: Step, file: str) -> Iterator[Finding]:
    """Check the list of names itself, the session's label and its file name."""
    finding = partial(Finding, step=step.id, item_id="details")
    if find_names(session.child, session.names):
        message = "The child is called by a real name here: a stand-in is safer."
        yield finding("child-real-name", message=message)
    if find_names(file, session.names):
        message = "The session's file has a real name in its own name: close it, and rename it."
        yield finding("file-real-name", message=message)
    for name in session.names:
        if not name.stand_in:
            yield finding("no-stand-in", message=f"{quoted(name.name)} has no stand-in yet.")
        elif find_names(name.stand_in, session.names):
            message = f"The stand-in {quoted(name.stand_in)} has a real name in it."
            yield finding("stand-in-real-name", message=message)


def _real_name_findings(remaining: Sequence[Replacement], step: Step) -> Iterator[Finding]:
    """Report each real name under a step once, at the first place where it stands."""
    step_id = "" if step.kind == KindName.PEOPLE else step.id
    in_step = [
        name
        for name in remaining
        if name.location.step == step_id and name.location.field != "child"
    ]
    for stand_in in dict.fromkeys(name.stand_in for name in in_step):
        places = [name for name in in_step if name.stand_in == stand_in]
        first = places[0]
        count = f", {len(places)} times" if len(places) > 1 else ""
        message = f"Real name {quoted(first.real_name)}{count}: the stand-in is {quoted(stand_in)}."
        yield Finding("real-name", step.id, first.location.item_id, message)


def _undecided_corrections(session: Session, method: Method, today: date) -> Iterator[Finding]:
    """Report corrections left undecided after the window for them has closed."""
    waiting, steps = len(waiting_corrections(session)), method.of_kind(KindName.NOTES)
    until = next(due_date.day for due_date in due_dates(session) if due_date.name == CORRECTIONS)
    if not (waiting and steps and session.circulated and until is not None and until < today):
        return
    still_open = "one is" if waiting == 1 else f"{waiting} are"
    day = format_date(until)
    message = f"Corrections were asked for until {day}: {still_open} undecided still."
    yield Finding("corrections-undecided", steps[0].id, None, message)


def _odd_day_findings(session: Session, method: Method, today: date) -> Iterator[Finding]:
    """Report days that can hardly be meant, mostly typing slips."""
    steps = {step.id for step in method.steps}
    people = method.of_kind(KindName.PEOPLE) or method.steps
    for odd_day in (*odd_days(session, today), *long_past_deadlines(session, today)):
        step = odd_day.step if odd_day.step in steps else people[0].id
        message = f"{odd_day.message} Is that right?"
        yield Finding("odd-date", step or people[0].id, odd_day.item_id, message)


def repeated_ids(renewed_ids: Iterable[Repetition], method: Method) -> Iterator[Finding]:
    """Report ids that stood at two places in the file. The session itself has none any more.

    Args:
        renewed_ids: what reading the file has changed.
        method: the session's method.
    """
    people = method.of_kind(KindName.PEOPLE) or method.steps
    for renewed in renewed_ids:
        step = renewed.step or people[0].id
        yield Finding("repeated-id", step, renewed.new, renewed.message)


def _agreed_then_changed(session: Session, step: Step, altered: Set[str]) -> Iterator[Finding]:
    """Report lines that were agreed in the room and have changed since.

    Lines that are gone have no step, so they are reported at the notes.
    """
    for agreed in session.agreed:
        if agreed.thing not in altered:
            continue
        current_step = step_of(session, agreed.thing)
        finding = partial(Finding, "agreed-then-changed", step.id)
        if current_step == step.id:
            message = f"Changed since it was agreed in the room as {quoted(agreed.words)}"
            yield finding(agreed.thing, message)
        elif current_step is None and step.kind == KindName.NOTES:
            yield finding(None, f"Agreed in the room, and gone since: {quoted(agreed.words)}")
