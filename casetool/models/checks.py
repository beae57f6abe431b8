"""What is still missing before the notes can go out."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial

from casetool.models.actions.model import Action, Actions, not_smart
from casetool.models.corrections.due_dates import CORRECTIONS, due_dates
from casetool.models.corrections.targets import waiting_corrections
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.read_back import changed_since
from casetool.models.method import Method, Step, StepKind
from casetool.models.odd_days import odd_days
from casetool.models.parsing.dates import format_date
from casetool.models.people.model import missing_agencies
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import find_names
from casetool.models.pseudonyms.replace import Replacement, names_left
from casetool.models.round.model import Round
from casetool.models.session import Session, actions_of, entries_of, step_of
from casetool.models.tree.model import Effect, Tree, dangling, root_causes, walk

CHECK_QUOTE_CELLS = 60
"""Letters of people's words in a finding; more is cut, and shows that it is."""


NAME_CHECKS = frozenset(
    {"child-real-name", "file-real-name", "no-stand-in", "stand-in-real-name", "real-name"}
)
"""The checks that are about real names; all others are about what is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is still missing, and where."""

    check: str
    """A short stable name of the check."""
    step: str
    """The step to go to."""
    thing: str | None
    """The entry, node, action or person that it is about."""
    words: str


def findings(
    session: Session, method: Method, file: str = "", today: date | None = None
) -> tuple[Finding, ...]:
    """Everything that is still to be seen to, in the order of the method's steps.

    Args:
        session: the session.
        method: its method.
        file: the name of its file, which must not be a real name.
        today: the day, which tells whether the window for corrections has ended; None where
            nobody asks.
    """
    found = missing_parts(session, method)
    if session.names:
        order = {step.id: place for place, step in enumerate(method.steps)}
        found = (*found, *dict.fromkeys(_names(session, method, file)))
        found = tuple(sorted(found, key=lambda one: order[one.step]))
    if today is None:
        return found
    return (*found, *_undecided(session, method, today), *_odd_days(session, method, today))


def missing_parts(session: Session, method: Method) -> tuple[Finding, ...]:
    """Everything that is still missing from the discussion; real names are another matter."""
    other = changed_since(session)
    return tuple(one for step in method.steps for one in _of_step(session, method, step, other))


def lacking_in(session: Session, method: Method) -> frozenset[str]:
    """The steps from which something is missing: each is looked at until something is."""
    other = changed_since(session)
    found = (next(_of_step(session, method, step, other), None) for step in method.steps)
    return frozenset(one.step for one in found if one is not None)


def quoted(text: str, letters: int = CHECK_QUOTE_CELLS) -> str:
    """The beginning of a text, in quotation marks; a cut shows, and so does that there is none."""
    return f"“{_cut(text, letters) or '…'}”"


def _cut(text: str, letters: int = CHECK_QUOTE_CELLS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"


def _of_step(session: Session, method: Method, step: Step, other: Set[str]) -> Iterator[Finding]:
    yield from _CHECKS[step.kind](session, method, step)
    yield from _agreed_then_changed(session, step, other)


def _people(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    tell = partial(Finding, step=step.id)
    if session.discussion is None:
        yield tell("no-date", thing="details", words="The discussion has no date.")
    if not session.facilitator:
        yield tell("no-facilitator", thing="details", words="Nobody is named as facilitator.")
    if not any(person.present for person in session.people):
        yield tell("nobody-present", thing=None, words="Nobody is written down as present.")
    invited = {one.agency: one.id for one in session.people[::-1]}
    for agency in missing_agencies(session.people):
        words = f"{_cut(agency)}: absent, and nobody wears two hats for it."
        yield tell("agency-absent", thing=invited[agency], words=words)


def _entries(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    entries = heading.entries if isinstance(heading, Entries) else ()
    if step.entry_kinds[:1] == (EntryKind.CHILD,) and not entries and not _child_heard(session):
        words = "Nothing is said yet of what life is like for the child."
        yield Finding("child-not-heard", step.id, None, words)
    if step.wants_action:
        answered = {thing for action in actions_of(session) for thing in action.answers}
        for entry in entries:
            if entry.id not in answered:
                words = f"No action answers {quoted(entry.text)}"
                yield Finding("worry-unanswered", step.id, entry.id, words)
    if step.owners:
        for entry in entries:
            yield from _gap(step, entry)


def _child_heard(session: Session) -> bool:
    return any(entry.kind is EntryKind.CHILD for _, entry in entries_of(session))


def _gap(step: Step, entry: Entry) -> Iterator[Finding]:
    if entry.answer.strip():
        return
    lacks = [
        *([] if entry.owner else ["who finds it out"]),
        *([] if entry.due is not None else ["by when"]),
    ]
    if lacks:
        words = f"{quoted(entry.text)} lacks {' and '.join(lacks)}{_no_date(entry)}."
        check = "gap-without-owner" if not entry.owner else "gap-without-date"
        yield Finding(check, step.id, entry.id, words)


def _tree(session: Session, method: Method, step: Step) -> Iterator[Finding]:
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
                words = f"Effect {quoted(node.text)} lacks {', '.join(lacks)}."
                yield Finding("effect-unclear", step.id, node.id, words)
    for leaf in dangling(tree):
        words = f"{quoted(leaf.text)}: why? Or is it a root cause, a gap, or set aside?"
        yield Finding("dangling-leaf", step.id, leaf.id, words)
    if tree.causes and not root_causes(tree):
        words = "No cause is named as a root cause yet."
        yield Finding("no-root-cause", step.id, tree.causes[0].id, words)


def _actions(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    actions = heading.actions if isinstance(heading, Actions) else ()
    if not actions:
        yield Finding("no-action", step.id, None, "No action is written down yet.")
    for action in actions:
        lacks = not_smart(action)
        if lacks:
            words = f"{quoted(action.what)} lacks {', '.join(lacks)}{_no_date(action)}."
            yield Finding("action-not-smart", step.id, action.id, words)


def _no_date(thing: Action | Entry) -> str:
    said = thing.due is None and thing.due_words
    return f" ({quoted(thing.due_words)} is no date)" if said else ""


def _round(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    heading = session.heading(step.id)
    asked = {one.person for one in heading.said} if isinstance(heading, Round) else set()
    silent = [one for one in session.people if one.present and one.id not in asked]
    if silent:
        names = ", ".join(_cut(one.label) for one in silent)
        words = f"Not asked yet whether they are content: {names}."
        yield Finding("round-not-asked", step.id, silent[0].id, words)


def _names(session: Session, method: Method, file: str) -> Iterator[Finding]:
    left = names_left(without_private(session, method), session.names)
    for step in method.steps:
        if step.kind is StepKind.PEOPLE:
            yield from _list_of_names(session, step, file)
        yield from _real_names(left, step)


def _list_of_names(session: Session, step: Step, file: str) -> Iterator[Finding]:
    """What is wrong with the list of names itself, and with the label of the session."""
    tell = partial(Finding, step=step.id, thing="details")
    if find_names(session.child, session.names):
        words = "The child is called by a real name here: a stand-in is safer."
        yield tell("child-real-name", words=words)
    if find_names(file, session.names):
        words = "The session's file has a real name in its own name: close it, and rename it."
        yield tell("file-real-name", words=words)
    for name in session.names:
        if not name.stand_in:
            yield tell("no-stand-in", words=f"{quoted(name.name)} has no stand-in yet.")
        elif find_names(name.stand_in, session.names):
            words = f"The stand-in {quoted(name.stand_in)} has a real name in it."
            yield tell("stand-in-real-name", words=words)


def _real_names(left: Sequence[Replacement], step: Step) -> Iterator[Finding]:
    """The names that stand under a step: each once, with the first place where it does."""
    step_id = "" if step.kind is StepKind.PEOPLE else step.id
    here = [one for one in left if one.place.step == step_id and one.place.field != "child"]
    for stands_for in dict.fromkeys(one.becomes for one in here):
        places = [one for one in here if one.becomes == stands_for]
        first = places[0]
        count = f", {len(places)} times" if len(places) > 1 else ""
        words = f"Real name {quoted(first.stood)}{count}: the stand-in is {quoted(stands_for)}."
        yield Finding("real-name", step.id, first.place.thing, words)


def _undecided(session: Session, method: Method, today: date) -> Iterator[Finding]:
    """Corrections of which nobody has said what becomes of them, though the time for them is up."""
    left, steps = len(waiting_corrections(session)), method.of_kind(StepKind.NOTES)
    until = next(one.day for one in due_dates(session) if one.name == CORRECTIONS)
    if not (left and steps and session.circulated and until is not None and until < today):
        return
    many = "one is" if left == 1 else f"{left} are"
    words = f"Corrections were asked for until {format_date(until)}: {many} undecided still."
    yield Finding("corrections-undecided", steps[0].id, None, words)


def _odd_days(session: Session, method: Method, today: date) -> Iterator[Finding]:
    """Days that nobody can mean: mostly a slip of the key, in a file from elsewhere."""
    steps = {step.id for step in method.steps}
    people = method.of_kind(StepKind.PEOPLE) or method.steps
    for one in odd_days(session, today):
        step = one.step if one.step in steps else people[0].id
        yield Finding("odd-date", step or people[0].id, one.thing, f"{one.words} Is that right?")


def _agreed_then_changed(session: Session, step: Step, other: Set[str]) -> Iterator[Finding]:
    """What the room agreed to, and what reads otherwise now; what is gone is told at the notes."""
    for one in session.agreed:
        if one.thing not in other:
            continue
        where = step_of(session, one.thing)
        tell = partial(Finding, "agreed-then-changed", step.id)
        if where == step.id:
            yield tell(one.thing, f"Changed since it was agreed in the room as {quoted(one.words)}")
        elif where is None and step.kind is StepKind.NOTES:
            yield tell(None, f"Agreed in the room, and gone since: {quoted(one.words)}")


def _nothing(session: Session, method: Method, step: Step) -> Iterator[Finding]:
    return iter(())


_CHECKS: dict[StepKind, Callable[[Session, Method, Step], Iterator[Finding]]] = {
    StepKind.PEOPLE: _people,
    StepKind.ENTRIES: _entries,
    StepKind.TREE: _tree,
    StepKind.ACTIONS: _actions,
    StepKind.ROUND: _round,
    StepKind.NOTES: _nothing,
}
