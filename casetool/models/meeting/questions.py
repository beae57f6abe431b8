"""Questions to ask when the room goes silent, worked out from the session.

Each can be said aloud. Their source is the Case Discussion Tool. Its prompts for facilitators ask
for lived experience, brothers and sisters, and everybody's part. Its step guide asks for feelings
apart from facts, longer-term effects, causes drilled down to hypotheses, and actions.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.finding import quoted
from casetool.models.meeting.child_focus import about_the_child, without_child
from casetool.models.method import KindName, Method, Phase, Step
from casetool.models.people.voices import agency_voices, all_spoken, silent_people, voice_label
from casetool.models.session import Session, actions_of, entries_of, tree_of
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.models.tree.model import Cause, Effect, Ends, Horizon, OnWhom, Test, Tree, walk

QUESTION_LETTERS = 36
"""Most characters of people's words in a question, so that it is read at a glance."""


_FAMILY_WORDS = ("brother", "sister", "sibling", "twin", "family")
"""Words that show that somebody spoke of the family."""


@dataclass(frozen=True, slots=True)
class GuidingQuestion:
    """A question to say aloud."""

    key: str
    """Short stable name. A question about one item has the item's id in it."""
    step: str
    """The step it belongs to. Empty where it belongs to all of them."""
    text: str


def open_questions(session: Session, method: Method, now: datetime) -> tuple[GuidingQuestion, ...]:
    """List every question that the state of the session calls for, the most useful first.

    Questions for the open step come first. Steps not reached yet get none, so nobody is asked
    about actions while people still say what strikes them.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
    """
    open_step = method.step(session.at)
    questions = [
        question
        for question in _questions(session, method, now)
        if not question.step or _reached(session, method, question.step, open_step)
    ]

    def belongs_elsewhere(question: GuidingQuestion) -> bool:
        return question.step not in ("", open_step.id)

    return tuple(sorted(questions, key=belongs_elsewhere))


def next_question(
    questions: Collection[GuidingQuestion], asked_keys: Collection[str]
) -> GuidingQuestion | None:
    """The first question not asked yet. Once all were asked, the first of all."""
    unasked = (question for question in questions if question.key not in asked_keys)
    return next(unasked, next(iter(questions), None))


def _reached(session: Session, method: Method, step_id: str, open_step: Step) -> bool:
    """Whether the discussion has come to a step.

    At a step outside the order, only what is filled in can tell.
    """
    order = [step.id for step in method.steps]
    if open_step.always or open_step.private:
        return any(heading.step == step_id and heading.count for heading in session.headings)
    return order.index(open_step.id) >= order.index(step_id)


def _questions(session: Session, method: Method, now: datetime) -> Iterator[GuidingQuestion]:
    tree = tree_of(session)
    yield from _child_questions(session, method, now)
    yield from _focal_questions(session, tree)
    leaves = _leaf_questions(tree)
    yield from leaves[:1]
    yield from _family_questions(session, method, tree)
    yield from _feeling_questions(session, method)
    yield from _effect_questions(session, tree)
    yield from _silence_questions(session, method)
    yield from _root_questions(tree)
    yield from _worry_questions(session, method)
    yield from _gap_questions(session, method)
    yield from _own_words_questions(session, method)
    yield from leaves[1:]


def _child_questions(session: Session, method: Method, now: datetime) -> Iterator[GuidingQuestion]:
    without = without_child(session, method, now)
    if without is not None and without.long:
        text = f"What would {_child_name(session)} say, having listened to us just now?"
        yield GuidingQuestion("child-again", "", text)


def _focal_questions(session: Session, tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None:
        return
    if not tree.focal.strip():
        text = f"In one sentence, as {_child_name(session)} would say it: what is this about?"
        yield GuidingQuestion("focal", tree.step, text)
    elif focal_wording_advice(tree.focal, session.child) and not tree.effects and not tree.causes:
        text = f"{quoted(tree.focal, QUESTION_LETTERS)}: how would {_child_name(session)} put it?"
        yield GuidingQuestion("focal-wording", tree.step, text)


def _leaf_questions(tree: Tree | None) -> list[GuidingQuestion]:
    """Ask why of each cause that has no answer yet, the newest first."""
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
            f"why-{leaf.id}",
            tree.step,
            f"{quoted(leaf.text, QUESTION_LETTERS)}: why is that?",
        )
        for leaf in leaves
    ]


def _family_questions(
    session: Session, method: Method, tree: Tree | None
) -> Iterator[GuidingQuestion]:
    family_affected = any(OnWhom.FAMILY in effect.on for effect in _effects_of(tree))
    if not family_affected and not _family_named(session, method):
        text = "What is this like for the brothers and sisters, and the rest of the family?"
        yield GuidingQuestion("family", "", text)


def _family_named(session: Session, method: Method) -> bool:
    """Whether an entry of the discussion itself mentions the family."""
    during = {step.id for step in method.steps if step.phase is Phase.DURING}
    return any(
        word in entry.text.casefold()
        for heading, entry in entries_of(session)
        if heading.step in during
        for word in _FAMILY_WORDS
    )


def _feeling_questions(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    for step in method.steps:
        if EntryKind.FEELING in step.entry_kinds:
            kinds = {entry.kind for entry in _entries_under(session, step)}
            if EntryKind.FEELING not in kinds:
                yield GuidingQuestion(
                    f"feeling-{step.id}", step.id, "How does this leave us feeling?"
                )


def _effect_questions(session: Session, tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None or not tree.focal.strip():
        return
    effects, child = _effects_of(tree), _child_name(session)
    if not any(effect.horizon is Horizon.LONGER for effect in effects):
        text = f"If nothing changes, what could this mean for {child} as an adult?"
        yield GuidingQuestion("longer-term", tree.step, text)
    if not any(OnWhom.CHILD in effect.on for effect in effects):
        yield GuidingQuestion("on-child", tree.step, f"What does this do to {child}, day by day?")


def _silence_questions(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    people = session.people
    for person in silent_people(session, method):
        text = f"{voice_label(person, people)}, we have not heard you yet: what do you see?"
        yield GuidingQuestion(f"voice-{person.id}", "", text)
    if not all_spoken(session, method):
        return
    for voice in agency_voices(session, method):
        if not voice.lines:
            text = f"What would {_shortened(voice.agency)} say about this?"
            yield GuidingQuestion(f"agency-{voice.agency}", "", text)


def _root_questions(tree: Tree | None) -> Iterator[GuidingQuestion]:
    if tree is None:
        return
    for cause in _causes_of(tree):
        if cause.ends is Ends.ROOT and cause.test is Test.UNTESTED and not cause.speaks_for:
            text = f"{quoted(cause.text, QUESTION_LETTERS)}: what speaks for it, and what against?"
            yield GuidingQuestion(f"root-{cause.id}", tree.step, text)


def _worry_questions(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    answered = {item_id for action in actions_of(session) for item_id in action.answers}
    for actions_step in method.of_kind(KindName.ACTIONS)[:1]:
        for step in method.steps:
            for entry in _entries_under(session, step) if step.wants_action else ():
                if entry.id not in answered:
                    text = f"{quoted(entry.text, QUESTION_LETTERS)}: what will we do about it?"
                    yield GuidingQuestion(f"worry-{entry.id}", actions_step.id, text)


def _gap_questions(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    for step in method.steps:
        for entry in _entries_under(session, step) if step.owners else ():
            if not entry.owner and not entry.answer.strip():
                text = f"{quoted(entry.text, QUESTION_LETTERS)}: who can find that out?"
                yield GuidingQuestion(f"gap-{entry.id}", step.id, text)


def _own_words_questions(session: Session, method: Method) -> Iterator[GuidingQuestion]:
    child_step = next((step for step in method.steps if about_the_child(step)), None)
    heard = any(entry.kind is EntryKind.CHILD for _, entry in entries_of(session))
    if child_step is not None and not heard:
        text = f"What has {_child_name(session)} told somebody, in their own words?"
        yield GuidingQuestion("own-words", child_step.id, text)


def _entries_under(session: Session, step: Step) -> tuple[Entry, ...]:
    for heading in session.headings:
        if heading.step == step.id and isinstance(heading, Entries):
            return heading.entries
    return ()


def _effects_of(tree: Tree | None) -> list[Effect]:
    nodes = walk(tree) if tree is not None else ()
    return [node for node, _, _ in nodes if isinstance(node, Effect)]


def _causes_of(tree: Tree) -> list[Cause]:
    return [node for node, _, _ in walk(tree) if isinstance(node, Cause)]


def _child_name(session: Session) -> str:
    return _shortened(session.child)


def _shortened(name: str) -> str:
    """A name short enough for a sentence. A cut shows as “…”."""
    return quoted(name, 28)[1:-1]
