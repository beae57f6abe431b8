"""The next good question: what the state of a session asks for, and when it is not asked."""

from datetime import datetime

import pytest
from hypothesis import given

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.meeting.questions import (
    QUESTION_LETTERS,
    GuidingQuestion,
    next_question,
    open_questions,
)
from casetool.models.method import Method, Phase
from casetool.models.session import Session
from casetool.models.tree.model import Cause, Effect, Ends, Horizon, OnWhom, Test, Tree
from tests.support.room_of_robin import (
    NOW,
    ROOM,
    minutes,
    said,
    with_heading,
    with_lines,
    with_tree,
)
from tests.support.strategies import METHOD, instants, sessions

FOCAL = "Nobody knows where I am in the morning."
TIRED = Effect(id="tired", horizon=Horizon.LONGER, on=(OnWhom.CHILD, OnWhom.FAMILY))
LOUD = Cause(id="loud", text="nights are loud", at=minutes(1))
ROOT = Cause(id="root", text="nobody owns telling the others", ends=Ends.ROOT)
TREE = Tree(step="tree", focal=FOCAL, effects=(TIRED,), causes=(LOUD,))
WORRY = evolve(said(None, 1, "worries"), id="ash", text="Nobody has seen Ash")
GAP = evolve(said(None, 1, "missing"), id="gp", text="the GP summary")
FELT = evolve(said("jo", 1), kind=EntryKind.FEELING)
TOLD = evolve(said(None, 1, "about"), kind=EntryKind.CHILD)


def at(session: Session, step: str) -> Session:
    return evolve(session, at=step)


def asked(session: Session, step: str | None = None, now: datetime = NOW) -> dict[str, str]:
    found = open_questions(at(session, step) if step else session, METHOD, now)
    return {one.key: one.text for one in found}


def first(session: Session, step: str) -> str:
    return open_questions(at(session, step), METHOD, NOW)[0].text


def test_without_a_focal_point_that_comes_first() -> None:
    words = "In one sentence, as Robin would say it: what is this about?"
    assert first(ROOM, "tree") == words
    assert "focal" not in asked(with_tree(ROOM, TREE), "tree")


def test_a_focal_point_that_the_child_would_not_say_is_asked_about_once_it_is_new() -> None:
    ours = Tree(step="tree", focal="Robin is neglected")
    words = "“Robin is neglected”: how would Robin put it?"
    assert asked(with_tree(ROOM, ours), "tree")["focal-wording"] == words
    built_on = evolve(ours, effects=(TIRED,))
    assert "focal-wording" not in asked(with_tree(ROOM, built_on), "tree")


def test_a_cause_that_nobody_has_asked_about_is_quoted_the_newest_first() -> None:
    newer = Cause(id="label", text="it was called “housing support” " * 3, at=minutes(2))
    still = Cause(id="still", text="they argue", ends=Ends.WHY)
    done = [Cause(id=f"d{n}", text="x", ends=end) for n, end in enumerate(Ends) if end != Ends.WHY]
    above = Cause(id="above", text="above", children=(still,))
    tree = evolve(TREE, causes=(LOUD, newer, above, ROOT, *done, Cause(id="empty")))
    found = asked(with_tree(ROOM, tree), "tree")
    assert [key for key in found if key.startswith("why-")] == [
        "why-label", "why-loud", "why-still"
    ]  # fmt: skip
    assert next(iter(found)) == "why-label"
    assert found["why-loud"] == "“nights are loud”: why is that?"
    assert found["why-label"].endswith("…”: why is that?")
    assert len(found["why-label"]) <= QUESTION_LETTERS + len("“”: why is that?")
    assert list(found).index("root-root") < list(found).index("why-loud")


def test_the_family_is_asked_for_until_an_effect_or_a_line_is_about_them() -> None:
    assert "family" in asked(ROOM)
    assert "family" not in asked(with_tree(ROOM, TREE))
    spoken = said("jo", 1, "worries", "I'm scared for Robin's Brother")
    assert "family" not in asked(with_lines(ROOM, "worries", spoken))
    before = said(None, 1, "about", "has a sister")
    assert "family" in asked(with_lines(ROOM, "about", before))


def test_feelings_are_asked_for_until_one_is_recorded() -> None:
    calm = with_lines(ROOM, "thoughts", said("jo", 1))
    assert asked(calm)["feeling-thoughts"] == "How does this leave us feeling?"
    assert "feeling-thoughts" not in asked(with_lines(ROOM, "thoughts", FELT))
    assert "feeling-thoughts" not in asked(ROOM, "facts")


@pytest.mark.parametrize(
    ("key", "effect"),
    [
        ("longer-term", evolve(TIRED, horizon=Horizon.SHORT)),
        ("on-child", evolve(TIRED, on=(OnWhom.SERVICES,))),
    ],
)
def test_the_effects_that_are_missing_are_asked_for(key: str, effect: Effect) -> None:
    assert key in asked(with_tree(ROOM, evolve(TREE, effects=(effect,))), "tree")
    assert key not in asked(with_tree(ROOM, TREE), "tree")
    deeper = evolve(effect, children=(evolve(TIRED, id="deeper"),))
    assert key not in asked(with_tree(ROOM, evolve(TREE, effects=(deeper,))), "tree")
    assert key not in asked(with_tree(ROOM, Tree(step="tree")), "tree")


def test_whoever_was_not_heard_is_asked_by_name_and_so_is_an_agency() -> None:
    found = asked(with_lines(ROOM, "thoughts", said("kit", 1)))
    assert found["voice-bea"] == "Bea (phone), we have not heard you yet: what do you see?"
    assert found["agency-GP"] == "What would GP say about this?"
    assert "voice-kit" not in found
    assert "agency-health" not in found
    nameless = asked(with_lines(ROOM, "thoughts", said(None, 1)))
    assert not [key for key in nameless if key.startswith(("voice-", "agency-"))]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, True),
        ({"speaks_for": ("a returned letter",)}, False),
        ({"test": Test.SUPPORTED}, False),
        ({"ends": Ends.ASIDE}, False),
    ],
)
def test_a_root_cause_is_tested(changes: dict[str, object], wanted: bool) -> None:
    session = with_tree(ROOM, evolve(TREE, causes=(evolve(ROOT, **changes),)))
    assert ("root-root" in asked(session, "tree")) is wanted


def test_a_worry_that_no_action_answers_is_asked_about_at_the_actions() -> None:
    session = with_lines(ROOM, "worries", WORRY)
    words = "“Nobody has seen Ash”: what will we do about it?"
    assert asked(session, "actions")["worry-ash"] == words
    answer = Action(id="a", what="See Ash", answers=("ash",))
    answered = with_heading(session, Actions(step="actions", actions=(answer,)))
    assert "worry-ash" not in asked(answered, "actions")


def test_a_gap_that_nobody_owns_is_asked_about() -> None:
    session = with_lines(ROOM, "missing", GAP)
    assert asked(session, "missing")["gap-gp"] == "“the GP summary”: who can find that out?"
    for known in ({"owner": "Kit"}, {"answer": "It came"}):
        known_now = with_lines(ROOM, "missing", evolve(GAP, **known))
        assert "gap-gp" not in asked(known_now, "missing")


def test_the_childs_own_words_are_asked_for() -> None:
    assert asked(ROOM)["own-words"] == "What has Robin told somebody, in their own words?"
    assert "own-words" not in asked(with_lines(ROOM, "about", TOLD))


def test_after_ten_minutes_without_the_child_it_is_asked_back_in() -> None:
    assert "child-again" not in asked(ROOM, now=minutes(9))
    assert next(iter(asked(ROOM, now=minutes(10)))) == "child-again"


FULL = with_lines(
    with_lines(with_tree(ROOM, evolve(TREE, causes=(LOUD, ROOT))), "worries", WORRY),
    "missing",
    GAP,
)


def test_while_people_say_what_strikes_them_nothing_is_asked_that_comes_later() -> None:
    found = asked(FULL, "thoughts")
    assert set(found) == {"feeling-thoughts", "own-words"}


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ("thoughts", "feeling-thoughts"),
        ("tree", "why-loud"),
        ("missing", "gap-gp"),
        ("actions", "worry-ash"),
    ],
)
def test_what_belongs_to_the_open_step_goes_before_the_rest(step: str, key: str) -> None:
    assert next(iter(asked(FULL, step))) == key


@pytest.mark.parametrize("step", ["else", "jottings"])
def test_a_place_beside_the_way_asks_only_about_what_is_there(step: str) -> None:
    found = asked(FULL, step)
    assert {"why-loud", "gap-gp"} <= set(found)
    assert "worry-ash" not in found
    assert "focal" not in asked(ROOM, step)


def test_a_method_without_a_tree_asks_nothing_about_one() -> None:
    steps = tuple(step for step in METHOD.steps if step.phase is not Phase.BEFORE)
    method = Method(
        id="other",
        title="Other",
        notes_title="Other",
        steps=tuple(step for step in steps if step.kind == "entries"),
    )
    headings = [Entries(step=step.id) for step in method.steps]
    session = evolve(ROOM, at=method.steps[-2].id, headings=headings)
    assert [one.key for one in open_questions(session, method, NOW)] == ["family"]


def test_the_next_one_is_one_that_was_not_asked_yet() -> None:
    a, b = GuidingQuestion("a", "", "A?"), GuidingQuestion("b", "", "B?")
    assert next_question((a, b), ()) == a
    assert next_question((a, b), {"a"}) == b
    assert next_question((b,), {"a"}) == b
    assert next_question((a, b), {"a", "b"}) == a
    assert next_question((), {"a"}) is None


@given(sessions(), instants())
def test_any_session_can_be_asked_about_and_no_question_comes_twice(
    session: Session, now: datetime
) -> None:
    found = open_questions(session, METHOD, now)
    assert len({one.key for one in found}) == len(found)
    assert all(one.text.strip() and "\n" not in one.text for one in found)
