"""Which lines and fields can be corrected, and how far the notes have got."""

from itertools import chain

from casetool.models.base import LONGEST_ID
from casetool.models.corrections.changes import sent_lines
from casetool.models.corrections.model import Correction, CorrectionKind, CorrectionStatus
from casetool.models.corrections.note_lines import (
    OF_ANSWER,
    OF_CAUSE,
    OF_DETAILS,
    OF_EFFECT,
    OF_ENTRY,
    OF_PERSON,
    lines_of,
    parts_of,
)
from casetool.models.heading import ItemsHeading, further_fields
from casetool.models.ids import DETAILS_ID
from casetool.models.method import Method, Step
from casetool.models.people.model import person_named
from casetool.models.session import Session, listed_items, step_of, tree_of
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Effect, Tree, walk

NEW_LINE = "new-"
"""Prefix of a step's id: the correction adds a line to that step."""

EFFECT_OF, CAUSE_OF = "effect-of-", "cause-of-"
"""Prefix of a box's id: the correction hangs a new box on that one."""

_OF_PERSON = (*OF_PERSON, *OF_ANSWER)


def correction_status(session: Session) -> CorrectionStatus:
    """How far the notes have got.

    A session closed before anything was circulated counts as closed.
    Otherwise it is closed only once the notes are agreed.
    """
    if session.closed is not None and (session.notes_agreed is not None or not session.circulated):
        return CorrectionStatus.CLOSED
    if session.notes_agreed is not None:
        return CorrectionStatus.AGREED
    return CorrectionStatus.CIRCULATED if session.circulated else CorrectionStatus.DRAFT


def waiting_corrections(session: Session) -> tuple[Correction, ...]:
    """The factual errors that are neither accepted nor refused yet."""
    return tuple(
        correction
        for correction in session.corrections
        if correction.sort is CorrectionKind.FACTUAL and correction.ruling is None
    )


def disagreements(session: Session) -> dict[str, tuple[Correction, ...]]:
    """The disagreements, grouped by the id of the line they stand beside."""
    by_line: dict[str, tuple[Correction, ...]] = {}
    for correction in session.corrections:
        if correction.sort is CorrectionKind.DISAGREEMENT:
            by_line[correction.thing] = (*by_line.get(correction.thing, ()), correction)
    return by_line


def author_of(session: Session, correction: Correction) -> str:
    """Whose correction it is: the person's label, or the name that was typed."""
    person = person_named(correction.by or "", session.people)
    if person is not None:
        return person.label
    return correction.who or (correction.by or "")


def correctable(session: Session, method: Method) -> tuple[tuple[str, str, str], ...]:
    """List every field that can be corrected, leaving out private headings.

    Args:
        session: the session.
        method: its method.

    Returns:
        The id of the line, the name of the field, and its present text.
    """
    parts = []
    fields_by_id = _fields_by_id(session)
    for line in sent_lines(session, method):
        fields = _OF_PERSON if not line.step else fields_by_id.get(line.thing, OF_ANSWER)
        fields = OF_DETAILS if line.thing == DETAILS_ID else fields
        for field, text in parts_of(line).items():
            if field == "" or field in fields:
                parts.append((line.step, line.thing, field, text))
    # the texts of lines first, then their other fields, and people and details last
    parts.sort(key=lambda part: (not part[0], bool(part[2])))
    return tuple((item_id, field, text) for _, item_id, field, text in parts)


def fillable(session: Session, method: Method) -> tuple[tuple[str, str], ...]:
    """List what is empty and can be filled by a correction: a line and its field.

    New lines come first, then the fields that the method asks for.
    New boxes of the tree come last, because there are many places for them.

    Args:
        session: the session.
        method: its method.
    """
    steps = {step.id: step for step in method.steps}
    fields_by_id = _fields_by_id(session)
    targets = [(f"{NEW_LINE}{step.id}", "") for step in method.steps if _takes_lines(session, step)]
    lines = sent_lines(session, method)
    tree = _public_tree(session, method)
    if tree is not None and not tree.focal.strip():
        targets.append((FOCAL, ""))
    for line in sorted(lines, key=lambda line: not line.step):
        fields: tuple[str, ...] = (
            OF_PERSON if not line.step else fields_by_id.get(line.thing, OF_ANSWER)
        )
        fields = OF_DETAILS if line.thing == DETAILS_ID else () if line.thing == FOCAL else fields
        wanted_fields = _fields_asked_for(steps[line.step]) if fields == OF_ENTRY else fields
        filled = parts_of(line)
        targets += [(line.thing, field) for field in wanted_fields if field not in filled]
    targets += [(box_id, "") for box_id in _new_boxes(tree)]
    return tuple(target for target in targets if len(target[0]) <= LONGEST_ID)


def goes_out(session: Session, method: Method, item_id: str) -> bool:
    """Whether a line, present or to be added, is part of the notes. Private lines never are."""
    tree = _public_tree(session, method)
    if item_id == FOCAL and tree is not None:
        return True
    if any(line.thing == item_id for line in sent_lines(session, method)):
        return True
    steps = (step for step in method.steps if f"{NEW_LINE}{step.id}" == item_id)
    return any(_takes_lines(session, step) for step in steps) or item_id in _new_boxes(tree)


def is_new(session: Session, item_id: str) -> bool:
    """Whether a correction adds the line that it is about.

    Existing ids come first: a person called “New Life” has an id with the same prefix.
    """
    return item_id.startswith((NEW_LINE, EFFECT_OF, CAUSE_OF)) and not _is_in_use(session, item_id)


def _is_in_use(session: Session, item_id: str) -> bool:
    """Whether a line, a person or a correction has this id."""
    others = chain(
        (person.id for person in session.people),
        (correction.id for correction in session.corrections),
    )
    return step_of(session, item_id) is not None or item_id in others


def fields_of(session: Session, item_id: str) -> tuple[str, ...]:
    """The fields of a line, beside its text, that can be corrected, filled or empty."""
    if item_id == DETAILS_ID:
        return OF_DETAILS
    if item_id == FOCAL:
        return ()
    if person_named(item_id, session.people) is not None:
        return _OF_PERSON
    return _fields_by_id(session).get(item_id, ())


def text_at(session: Session, item_id: str, field: str) -> str:
    """Present text of a line's field. Empty when the field is empty or the line is gone."""
    return present_texts(session).get((item_id, field), "")


def present_texts(session: Session) -> dict[tuple[str, str], str]:
    """The present text of every field that is not empty, by the line's id and the field."""
    texts: dict[tuple[str, str], str] = {}
    for line in lines_of(session):
        for field, text in parts_of(line).items():
            texts.setdefault((line.thing, field), text)
    return texts


def hangs_on(item_id: str) -> str | None:
    """Id of the box on which a correction hangs a new one. None where it adds no box."""
    for prefix in (EFFECT_OF, CAUSE_OF):
        if item_id.startswith(prefix):
            return item_id.removeprefix(prefix)
    return None


def _public_tree(session: Session, method: Method) -> Tree | None:
    """The tree, unless it is private."""
    tree = tree_of(session)
    private = {step.id for step in method.steps if step.private}
    return tree if tree is not None and tree.step not in private else None


def _new_boxes(tree: Tree | None) -> tuple[str, ...]:
    """Ids for every place where a box can be added to the tree."""
    if tree is None or not tree.focal.strip():
        return ()
    parents = (node for node, _, level in walk(tree) if level < DEEPEST_TREE)
    box_ids = (
        f"{EFFECT_OF if isinstance(node, Effect) else CAUSE_OF}{node.id}" for node in parents
    )
    return (f"{EFFECT_OF}{FOCAL}", f"{CAUSE_OF}{FOCAL}", *box_ids)


def _takes_lines(session: Session, step: Step) -> bool:
    lists = (heading for heading in session.headings if isinstance(heading, ItemsHeading))
    return not step.private and any(heading.step == step.id for heading in lists)


def _fields_asked_for(step: Step) -> tuple[str, ...]:
    """The fields of an entry that its heading asks for."""
    return (
        *(("kind",) if step.entry_kinds else ()),
        *(("source",) if step.sources else ()),
        *(("owner", "due", "answer") if step.owners else ()),
    )


def _fields_by_id(session: Session) -> dict[str, tuple[str, ...]]:
    """The fields of each item of a list and of each node, by its id."""
    fields_by_id = {item.id: further_fields(type(item)) for _, item in listed_items(session)}
    tree = tree_of(session)
    for node, _, _ in walk(tree) if tree is not None else ():
        fields_by_id[node.id] = OF_EFFECT if isinstance(node, Effect) else OF_CAUSE
    return fields_by_id
