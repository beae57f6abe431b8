"""What is still missing before the notes can go out."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from casetool.models.actions.model import Action, Actions, not_smart
from casetool.models.corrections.due_dates import CORRECTIONS, due_dates
from casetool.models.corrections.targets import waiting_corrections
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.read_back import changed_since
from casetool.models.method import Method, Step, StepKind
from casetool.models.odd_days import long_past_deadlines, odd_days
from casetool.models.parsing.dates import format_date
from casetool.models.people.model import missing_agencies
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import find_names
from casetool.models.pseudonyms.replace import Replacement, names_left
from casetool.models.round.model import Round
from casetool.models.session import Session, actions_of, entries_of, step_of
from casetool.models.tree.model import Effect, Tree, dangling, root_causes, walk

CHECK_QUOTE_LETTERS = 60
"""Most characters of people's words quoted in a finding. Longer text ends in “…”."""


NAME_CHECKS = frozenset(
    {"child-real-name", "file-real-name", "no-stand-in", "stand-in-real-name", "real-name"}
)
"""The checks for real names. All other checks are for what is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is still missing, and where."""

    check: str
    """Short stable name of the check."""
    step: str
    """Step to go to."""
    item_id: str | None
    """The entry, node, action or person concerned."""
    message: str


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
    by_step = (_findings_of_step(session, method, step, altered) for step in method.steps)
    return tuple(chain.from_iterable(by_step))


def lacking_in(session: Session, method: Method) -> frozenset[str]:
    """Ids of the steps from which something is missing."""
    altered = changed_since(session)
    first_findings = (
        next(_findings_of_step(session, method, step, altered), None) for step in method.steps
    )
    return frozenset(finding.step for finding in first_findings if finding is not None)


def quoted(text: str, letters: int = CHECK_QUOTE_LETTERS) -> str:
    """The start of a text in quotation marks. Cut or empty text shows “…”."""
    return f"“{_shortened(text, letters) or '…'}”"


def _shortened(text: str, letters: int = CHECK_QUOTE_LETTERS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def _findings_of_step(
    session: Session, method: Method, step: Step, altered: Set[str]
) -> Iterator[Finding]:
    yield from _CHECKS[step.kind](session, method, step)
    yield from _agreed_then_changed(session, step, altered)


def _people_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    finding = partial(Finding, step=step.id)
    if session.discussion is None:
        yield finding("no-date", item_id="details", message="The discussion has no date.")
    if not session.facilitator:
        message = "Nobody is named as facilitator."
        yield finding("no-facilitator", item_id="details", message=message)
    if not any(person.present for person in session.people):
        yield finding("nobody-present", item_id=None, message="Nobody is written down as present.")
    invited = {person.agency: person.id for person in session.people[::-1]}
    for agency in missing_agencies(session.people):
        message = f"{_shortened(agency)}: absent, and nobody wears two hats for it."
        yield finding("agency-absent", item_id=invited[agency], message=message)


def _entry_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    entries = heading.entries if isinstance(heading, Entries) else ()
    if step.entry_kinds[:1] == (EntryKind.CHILD,) and not entries and not _child_heard(session):
        message = "Nobody has said yet what life is like for the child."
        yield Finding("child-not-heard", step.id, None, message)
    if step.wants_action:
        answered = {item_id for action in actions_of(session) for item_id in action.answers}
        for entry in entries:
            if entry.id not in answered:
                message = f"No action answers {quoted(entry.text)}"
                yield Finding("worry-unanswered", step.id, entry.id, message)
    if step.owners:
        for entry in entries:
            yield from _gap_findings(step, entry)


def _child_heard(session: Session) -> bool:
    return any(entry.kind is EntryKind.CHILD for _, entry in entries_of(session))


def _gap_findings(step: Step, entry: Entry) -> Iterator[Finding]:
    if entry.answer.strip():
        return
    lacks = [
        *([] if entry.owner else ["who finds it out"]),
        *([] if entry.due is not None else ["by when"]),
    ]
    if lacks:
        message = f"{quoted(entry.text)} lacks {' and '.join(lacks)}{_unreadable_date(entry)}."
        check = "gap-without-owner" if not entry.owner else "gap-without-date"
        yield Finding(check, step.id, entry.id, message)


def _tree_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree):
        return
    if not tree.focal.strip():
        yield Finding("no-focal-point", step.id, None, "No focal point is agreed yet.")
    for node, _, _ in walk(tree):
        if isinstance(node, Effect):
            lacks = [
                *([] if node.happened else ["whether it has happened or could happen"]),
                *([] if node.horizon else ["short or longer term"]),
                *([] if node.on else ["on whom"]),
            ]
            if lacks:
                message = f"Effect {quoted(node.text)} lacks {', '.join(lacks)}."
                yield Finding("effect-unclear", step.id, node.id, message)
    for leaf in dangling(tree):
        message = f"{quoted(leaf.text)}: why? Or is it a root cause, a gap, or set aside?"
        yield Finding("dangling-leaf", step.id, leaf.id, message)
    if tree.causes and not root_causes(tree):
        message = "No cause is named as a root cause yet."
        yield Finding("no-root-cause", step.id, tree.causes[0].id, message)


def _action_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    actions = heading.actions if isinstance(heading, Actions) else ()
    if not actions:
        yield Finding("no-action", step.id, None, "No action is written down yet.")
    for action in actions:
        lacks = not_smart(action)
        if lacks:
            message = f"{quoted(action.what)} lacks {', '.join(lacks)}{_unreadable_date(action)}."
            yield Finding("action-not-smart", step.id, action.id, message)


def _unreadable_date(item: Action | Entry) -> str:
    has_words_only = item.due is None and item.due_words
    return f" ({quoted(item.due_words)} is no date)" if has_words_only else ""


def _round_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    answers = heading.said if isinstance(heading, Round) else ()
    answered = {answer.person for answer in answers}
    silent = [person for person in session.people if person.present and person.id not in answered]
    if silent:
        names = ", ".join(_shortened(person.label) for person in silent)
        message = f"Not asked yet whether they are content: {names}."
        yield Finding("round-not-asked", step.id, silent[0].id, message)


def _name_findings(session: Session, method: Method, file: str) -> Iterator[Finding]:
    remaining = names_left(without_private(session, method), session.names)
    for step in method.steps:
        if step.kind is StepKind.PEOPLE:
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
    step_id = "" if step.kind is StepKind.PEOPLE else step.id
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
    waiting, steps = len(waiting_corrections(session)), method.of_kind(StepKind.NOTES)
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
    people = method.of_kind(StepKind.PEOPLE) or method.steps
    for odd_day in (*odd_days(session, today), *long_past_deadlines(session, today)):
        step = odd_day.step if odd_day.step in steps else people[0].id
        message = f"{odd_day.message} Is that right?"
        yield Finding("odd-date", step or people[0].id, odd_day.item_id, message)


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
        elif current_step is None and step.kind is StepKind.NOTES:
            yield finding(None, f"Agreed in the room, and gone since: {quoted(agreed.words)}")


def _no_findings(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    return iter(())


_CHECKS: dict[StepKind, Callable[[Session, Method, Step], Iterator[Finding]]] = {
    StepKind.PEOPLE: _people_findings,
    StepKind.ENTRIES: _entry_findings,
    StepKind.TREE: _tree_findings,
    StepKind.ACTIONS: _action_findings,
    StepKind.ROUND: _round_findings,
    StepKind.NOTES: _no_findings,
}
