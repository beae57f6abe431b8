"""The next good question for when the room goes silent, worked out from what the session holds.

Each is something that a person can say aloud. Where they come from: the Case Discussion Tool's
prompts for facilitators (the lived experience of the child, the impact on brothers and sisters,
everybody's opportunity to take part) and its step guide (feelings told from facts, longer-term
effects, causes drilled down to hypotheses that are tested, actions).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from casetool.models.checks import quoted
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.child_focus import about_the_child, without_child
from casetool.models.method import Method, Phase, Step, StepKind
from casetool.models.people.voices import agency_voices, all_spoken, silent_people, voice_label
from casetool.models.session import Session, actions_of, entries_of, tree_of
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.models.tree.model import Cause, Effect, Ends, Horizon, OnWhom, Test, Tree, walk

QUESTION_QUOTE_CELLS = 36
"""Letters of people's words in a question: it must be read at a glance, and said aloud."""


_FAMILY = ("brother", "sister", "sibling", "twin", "family")
"""Words that tell that somebody spoke of them."""


@dataclass(frozen=True, slots=True)
class GuidingQuestion:
    """Something to say aloud."""

    key: str
    """A short stable name; of a question about one thing, its id too."""
    step: str
    """The step that it belongs to; empty where it belongs to all of them."""
    words: str


def open_questions(session: Session, method: Method, now: datetime) -> tuple[GuidingQuestion, ...]:
    """Every question that the state of the session asks for, the most useful first.

    What belongs to the open step goes before the rest; what belongs to a step that the walk has
    not reached yet is not asked: no actions while people still say what strikes them.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
    """
    open_step = method.step(session.at)
    found = [
        question
        for question in _all(session, method, now)
        if not question.step or _reached(session, method, question.step, open_step)
    ]
    return tuple(sorted(found, key=lambda one: bool(one.step) and one.step != open_step.id))


def next_question(
    found: Collection[GuidingQuestion], asked: Collection[str]
) -> GuidingQuestion | None:
    """The first question that was not asked yet; the first of all once all were asked."""
    fresh = (one for one in found if one.key not in asked)
    return next(fresh, next(iter(found), None))


def _reached(session: Session, method: Method, step_id: str, open_step: Step) -> bool:
    """Whether the walk has come to a step; a place beside the way tells only what is there."""
    order = [step.id for step in method.steps]
    if open_step.always or open_step.private:
        return any(one.step == step_id and one.count for one in session.headings)
    return order.index(open_step.id) >= order.index(step_id)


def _all(session: Session, method: Method, now: datetime) -> Iterator[GuidingQuestion]:
    tree = tree_of(session)
    yield from _child_again(session, method, now)
    yield from _focal(session, tree)
    leaves = _leaves(tree)
    yield from leaves[:1]
    yield from _family(session, method, tree)
    yield from _feelings(session, method)
    yield from _effects(session, tree)
    yield from _silent(session, method)
    yield from _roots(tree)
    yield from _worries(session, method)
    yield from _gaps(session, method)
    yield from _own_words(session, method)
    yield from leaves[1:]


def _child_again(session: Session, method: Method, now: datetime) -> Iterator[GuidingQuestion]:
    without = without_child(session, method, now)
    if without is not None and without.long:
        words = f"What would {_child(session)} say, having listened to us just now?"
        yield GuidingQuestion("child-again", "", words)


def _focal(session: Session, tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None:
        return
    if not tree.focal.strip():
        words = f"In one sentence, as {_child(session)} would say it: what is this about?"
        yield GuidingQuestion("focal", tree.step, words)
    elif focal_wording_advice(tree.focal, session.child) and not tree.effects and not tree.causes:
        words = f"{quoted(tree.focal, QUESTION_QUOTE_CELLS)}: how would {_child(session)} put it?"
        yield GuidingQuestion("focal-wording", tree.step, words)


def _leaves(tree: Tree | None) -> list[GuidingQuestion]:
    """The causes that nobody has asked about yet, the newest first: that is being talked about."""
    if tree is None:
        return []
    leaves = [
        cause
        for cause in _causes_of(tree)
        if not cause.children and cause.ends in (None, Ends.WHY) and cause.text.strip()
    ]
    leaves.sort(key=lambda leaf: leaf.at.timestamp() if leaf.at is not None else 0, reverse=True)
    return [
        GuidingQuestion(
            f"why-{leaf.id}", tree.step, f"{quoted(leaf.text, QUESTION_QUOTE_CELLS)}: why is that?"
        )
        for leaf in leaves
    ]


def _family(session: Session, method: Method, tree: Tree | None) -> Iterator[GuidingQuestion]:
    told = any(OnWhom.FAMILY in effect.on for effect in _effects_of(tree))
    if not told and not _family_named(session, method):
        words = "What is this like for the brothers and sisters, and the rest of the family?"
        yield GuidingQuestion("family", "", words)


def _family_named(session: Session, method: Method) -> bool:
    """Whether a line of the discussion itself speaks of them."""
    during = {one.id for one in method.steps if one.phase is Phase.DURING}
    return any(
        word in entry.text.casefold()
        for heading, entry in entries_of(session)
        if heading.step in during
        for word in _FAMILY
    )


def _feelings(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    for step in method.steps:
        if EntryKind.FEELING in step.entry_kinds:
            kinds = {entry.kind for entry in _entries(session, step)}
            if EntryKind.FEELING not in kinds:
                yield GuidingQuestion(
                    f"feeling-{step.id}", step.id, "How does this leave us feeling?"
                )


def _effects(session: Session, tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None or not tree.focal.strip():
        return
    effects, child = _effects_of(tree), _child(session)
    if not any(effect.horizon is Horizon.LONGER for effect in effects):
        words = f"If nothing changes, what could this mean for {child} as an adult?"
        yield GuidingQuestion("longer-term", tree.step, words)
    if not any(OnWhom.CHILD in effect.on for effect in effects):
        yield GuidingQuestion("on-child", tree.step, f"What does this do to {child}, day by day?")


def _silent(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    people = session.people
    for person in silent_people(session, method):
        words = f"{voice_label(person, people)}, we have not heard you yet: what do you see?"
        yield GuidingQuestion(f"voice-{person.id}", "", words)
    if not all_spoken(session, method):
        return
    for voice in agency_voices(session, method):
        if not voice.lines:
            words = f"What would {_short(voice.agency)} say about this?"
            yield GuidingQuestion(f"agency-{voice.agency}", "", words)


def _roots(tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None:
        return
    for cause in _causes_of(tree):
        if cause.ends is Ends.ROOT and cause.test is Test.UNTESTED and not cause.speaks_for:
            words = (
                f"{quoted(cause.text, QUESTION_QUOTE_CELLS)}: what speaks for it, and what against?"
            )
            yield GuidingQuestion(f"root-{cause.id}", tree.step, words)


def _worries(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    answered = {thing for action in actions_of(session) for thing in action.answers}
    for home in method.of_kind(StepKind.ACTIONS)[:1]:
        for step in method.steps:
            for entry in _entries(session, step) if step.wants_action else ():
                if entry.id not in answered:
                    words = f"{quoted(entry.text, QUESTION_QUOTE_CELLS)}: what will we do about it?"
                    yield GuidingQuestion(f"worry-{entry.id}", home.id, words)


def _gaps(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    for step in method.steps:
        for entry in _entries(session, step) if step.owners else ():
            if not entry.owner and not entry.answer.strip():
                words = f"{quoted(entry.text, QUESTION_QUOTE_CELLS)}: who can find that out?"
                yield GuidingQuestion(f"gap-{entry.id}", step.id, words)


def _own_words(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    home = next((step for step in method.steps if about_the_child(step)), None)
    heard = any(entry.kind is EntryKind.CHILD for _, entry in entries_of(session))
    if home is not None and not heard:
        words = f"What has {_child(session)} told somebody, in their own words?"
        yield GuidingQuestion("own-words", home.id, words)


def _entries(session: Session, step: Step) -> tuple[Entry, ...]:
    for heading in session.headings:
        if heading.step == step.id and isinstance(heading, Entries):
            return heading.entries
    return ()


def _effects_of(tree: Tree | None) -> list[Effect]:
    nodes = walk(tree) if tree is not None else ()
    return [node for node, _, _ in nodes if isinstance(node, Effect)]


def _causes_of(tree: Tree) -> list[Cause]:
    return [node for node, _, _ in walk(tree) if isinstance(node, Cause)]


def _child(session: Session) -> str:
    return _short(session.child)


def _short(name: str) -> str:
    """A name in a sentence; what is cut shows."""
    return quoted(name, 28)[1:-1]
