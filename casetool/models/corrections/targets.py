"""Which lines can be corrected, and in which of their fields; how far the notes have got."""

from casetool.models.base import LONGEST_ID
from casetool.models.corrections.changes import sent_lines
from casetool.models.corrections.model import Correction, CorrectionKind, CorrectionStatus, Decision
from casetool.models.corrections.note_lines import (
    OF_ACTION,
    OF_ANSWER,
    OF_CAUSE,
    OF_DETAILS,
    OF_EFFECT,
    OF_ENTRY,
    OF_PERSON,
    lines_of,
    parts_of,
)
from casetool.models.method import Method, Step, StepKind
from casetool.models.people.model import person_named
from casetool.models.session import Session, actions_of, entries_of, ids_of, tree_of
from casetool.models.text_walk import DETAILS_ID
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Effect, Tree, walk

NEW_LINE = "new-"
"""What stands before the id of a step, where a correction is a line that is to be added there."""

EFFECT_OF, CAUSE_OF = "effect-of-", "cause-of-"
"""What stands before the id of a box, where a correction is a box that is to be hung on it."""

_OF_PERSON = (*OF_PERSON, *OF_ANSWER)


def correction_status(session: Session) -> CorrectionStatus:
    """How far the notes have got.

    A session that was closed before anything went round is closed; one that went round is so
    once the notes are agreed.
    """
    if session.closed is not None and (session.notes_agreed is not None or not session.circulated):
        return CorrectionStatus.CLOSED
    if session.notes_agreed is not None:
        return CorrectionStatus.AGREED
    return CorrectionStatus.CIRCULATED if session.circulated else CorrectionStatus.DRAFT


def waiting_corrections(session: Session) -> tuple[Correction, ...]:
    """The factual errors of which nobody has said yet whether they are accepted."""
    return tuple(
        one
        for one in session.corrections
        if one.sort is CorrectionKind.FACTUAL and one.ruling is None
    )


def disagreements(session: Session) -> dict[str, tuple[Correction, ...]]:
    """What people disagree with, by the line beside which it is kept."""
    found: dict[str, tuple[Correction, ...]] = {}
    for one in session.corrections:
        if one.sort is CorrectionKind.DISAGREEMENT:
            found[one.thing] = (*found.get(one.thing, ()), one)
    return found


def refused_corrections(session: Session) -> tuple[Correction, ...]:
    """The factual errors that were refused; each has its reason."""
    return tuple(one for one in session.corrections if one.ruling is Decision.REFUSED)


def author_of(session: Session, correction: Correction) -> str:
    """Whose correction it is: the name of a person of the session, or the words that were typed."""
    person = person_named(correction.by or "", session.people)
    if person is not None:
        return person.label
    return correction.who or (correction.by or "")


def correctable(session: Session, method: Method) -> tuple[tuple[str, str, str], ...]:
    """Every field that can be corrected: its line, its name, and its words now.

    Only what goes out: never a private jotting.

    Args:
        session: the session.
        method: its method.
    """
    found = []
    kinds = _kinds(session)
    for line in sent_lines(session, method):
        fields = _OF_PERSON if not line.step else kinds.get(line.thing, OF_ANSWER)
        fields = OF_DETAILS if line.thing == DETAILS_ID else fields
        for field, words in parts_of(line).items():
            if field == "" or field in fields:
                found.append((line.step, line.thing, field, words))
    # mostly it is the words of a line; then what stands beside them; the people and details last
    found.sort(key=lambda one: (not one[0], bool(one[2])))
    return tuple((thing, field, words) for _, thing, field, words in found)


def fillable(session: Session, method: Method) -> tuple[tuple[str, str], ...]:
    """What is empty and can be filled by a correction: a line, and its field.

    New lines first, then fields: only those for which the method asks under their heading; new
    boxes of the tree last, since there are so many places for them.

    Args:
        session: the session.
        method: its method.
    """
    steps = {step.id: step for step in method.steps}
    kinds = _kinds(session)
    found = [(f"{NEW_LINE}{step.id}", "") for step in method.steps if _takes_lines(session, step)]
    lines = sent_lines(session, method)
    tree = _tree_out(session, method)
    if tree is not None and not tree.focal.strip():
        found.append((FOCAL, ""))
    for line in sorted(lines, key=lambda line: not line.step):
        fields: tuple[str, ...] = OF_PERSON if not line.step else kinds.get(line.thing, OF_ANSWER)
        fields = OF_DETAILS if line.thing == DETAILS_ID else () if line.thing == FOCAL else fields
        asked = _asked(steps[line.step]) if fields is OF_ENTRY else fields
        parts = parts_of(line)
        found += [(line.thing, field) for field in asked if field not in parts]
    found += [(place, "") for place in _new_boxes(tree)]
    return tuple(one for one in found if len(one[0]) <= LONGEST_ID)


def goes_out(session: Session, method: Method, thing: str) -> bool:
    """Whether a line goes out, or one could that is to be added: what is private never does."""
    tree = _tree_out(session, method)
    if thing == FOCAL and tree is not None:
        return True
    if any(line.thing == thing for line in sent_lines(session, method)):
        return True
    steps = (step for step in method.steps if f"{NEW_LINE}{step.id}" == thing)
    return any(_takes_lines(session, step) for step in steps) or thing in _new_boxes(tree)


def is_new(session: Session, thing: str) -> bool:
    """Whether what a correction is of is to be added by it.

    What is there comes first: a person called “New Life” has an id that begins like those.
    """
    return thing.startswith((NEW_LINE, EFFECT_OF, CAUSE_OF)) and thing not in ids_of(session)


def fields_of(session: Session, thing: str) -> tuple[str, ...]:
    """The fields of a line, beside its words, that can be corrected, set or not."""
    if thing == DETAILS_ID:
        return OF_DETAILS
    if thing == FOCAL:
        return ()
    if person_named(thing, session.people) is not None:
        return _OF_PERSON
    return _kinds(session).get(thing, ())


def text_at(session: Session, thing: str, field: str) -> str:
    """What stands in a field of a line now; empty when nothing does, or the line is gone."""
    for line in lines_of(session):
        if line.thing == thing:
            parts = parts_of(line)
            if field in parts:
                return parts[field]
    return ""


def hangs_on(thing: str) -> str | None:
    """The id of the box to which a correction adds one, there or not; None where it adds none."""
    for before in (EFFECT_OF, CAUSE_OF):
        if thing.startswith(before):
            return thing.removeprefix(before)
    return None


def _tree_out(session: Session, method: Method) -> Tree | None:
    """The tree, unless it is private."""
    tree = tree_of(session)
    private = {step.id for step in method.steps if step.private}
    return tree if tree is not None and tree.step not in private else None


def _new_boxes(tree: Tree | None) -> tuple[str, ...]:
    """Where a box of the tree can be added."""
    if tree is None or not tree.focal.strip():
        return ()
    held = (node for node, _, level in walk(tree) if level < DEEPEST_TREE)
    below = (f"{EFFECT_OF if isinstance(node, Effect) else CAUSE_OF}{node.id}" for node in held)
    return (f"{EFFECT_OF}{FOCAL}", f"{CAUSE_OF}{FOCAL}", *below)


def _takes_lines(session: Session, step: Step) -> bool:
    listed = step.kind in (StepKind.ENTRIES, StepKind.ACTIONS) and not step.private
    return listed and any(heading.step == step.id for heading in session.headings)


def _asked(step: Step) -> tuple[str, ...]:
    """The fields of an entry for which its heading asks."""
    return (
        *(("kind",) if step.entry_kinds else ()),
        *(("source",) if step.sources else ()),
        *(("owner", "due", "answer") if step.owners else ()),
    )


def _kinds(session: Session) -> dict[str, tuple[str, ...]]:
    """The fields of each entry, action and node."""
    kinds: dict[str, tuple[str, ...]] = {one.id: OF_ENTRY for _, one in entries_of(session)}
    kinds |= {one.id: OF_ACTION for one in actions_of(session)}
    tree = tree_of(session)
    for node, _, _ in walk(tree) if tree is not None else ():
        kinds[node.id] = OF_EFFECT if isinstance(node, Effect) else OF_CAUSE
    return kinds
