"""A method as data: its steps, how one names them, and what a new session holds."""

import pytest
from pydantic import ValidationError

from casetool.models.actions.model import Actions
from casetool.models.base import evolve
from casetool.models.capture.grammar import KIND_SIGILS, TREE_SIGILS
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.method import KindName, Method, Phase, Step, empty_heading, empty_headings
from casetool.models.round.model import Round
from casetool.models.session import Session
from casetool.models.tree.model import Tree
from tests.support.strategies import METHOD


def a_step(step_id: str, kind: KindName = KindName.ENTRIES) -> Step:
    return Step(id=step_id, title=step_id, short=step_id, phase=Phase.DURING, kind=kind)


def a_method(*steps: Step) -> Method:
    return Method(id="own", title="Own", notes_title="Own", steps=steps)


def test_the_tool_has_its_eight_headings_in_order() -> None:
    numbered = [(step.number, step.title) for step in METHOD.steps if step.number]
    assert numbered == [
        ("1", "Facts"),
        ("2", "About the child"),
        ("3", "Immediate thoughts"),
        ("4", "Analysis tree"),
        ("5", "What are we worried about?"),
        ("6", "What worked well?"),
        ("7", "Missing information"),
        ("8", "What needs to happen?"),
    ]


def test_each_step_says_what_it_is_for() -> None:
    for step in METHOD.steps:
        assert step.prompts
        assert 0 < len(step.short) <= 12
    phases = [list(Phase).index(step.phase) for step in METHOD.steps]
    assert phases == sorted(phases)


def test_the_first_impressions_have_five_minutes() -> None:
    assert {step.id: step.minutes for step in METHOD.steps if step.minutes} == {"thoughts": 5}


def test_no_two_sigils_are_one() -> None:
    sigils = [step.sigil for step in METHOD.steps if step.sigil]
    every = [*sigils, *KIND_SIGILS, *TREE_SIGILS]
    assert len(set(every)) == len(every)
    assert all(len(sigil) == 1 and not sigil.isalnum() and sigil != "@" for sigil in every)


def test_one_row_stands_always_in_view() -> None:
    assert [step.id for step in METHOD.steps if step.always] == ["else"]


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("5", "worries"),
        (" worries ", "worries"),
        ("Worries", "worries"),
        ("what are we WORRIED about?", "worries"),
        ("worried", "worries"),
        ("the child", "about"),
        ("", None),
        ("9", None),
        ("worry", None),
    ],
)
def test_a_step_is_found_by_what_people_call_it(words: str, step: str | None) -> None:
    found = METHOD.find(words)
    assert (found.id if found is not None else None) == step


def test_a_step_is_found_by_its_id() -> None:
    assert METHOD.step("tree") is METHOD.of_kind(KindName.TREE)[0]
    with pytest.raises(KeyError, match="nothing"):
        METHOD.step("nothing")


def test_steps_of_a_kind_come_in_order() -> None:
    found = [step.id for step in METHOD.of_kind(KindName.ENTRIES)]
    assert found == [
        "facts",
        "about",
        "thoughts",
        "worries",
        "worked",
        "missing",
        "else",
        "jottings",
    ]


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        (KindName.ENTRIES, Entries),
        (KindName.TREE, Tree),
        (KindName.ACTIONS, Actions),
        (KindName.ROUND, Round),
        (KindName.PEOPLE, None),
        (KindName.NOTES, None),
    ],
)
def test_a_kind_is_one_model(kind: KindName, model: type | None) -> None:
    heading = empty_heading(a_step("own", kind))
    assert (type(heading) if heading is not None else None) == model
    assert heading is None or (heading.step, heading.count) == ("own", 0)


def test_a_new_session_has_every_heading_of_its_method() -> None:
    headings = empty_headings(METHOD)
    assert [one.step for one in headings] == [
        step.id for step in METHOD.steps if step.kind not in (KindName.PEOPLE, KindName.NOTES)
    ]
    assert Session(id="a", child="Robin", headings=headings).headings == headings


def test_two_steps_have_two_ids() -> None:
    with pytest.raises(ValidationError, match="same id"):
        a_method(a_step("facts"), a_step("facts"))


@pytest.mark.parametrize("taken", ["child", "people", "clocks", "format"])
def test_a_heading_is_not_called_like_a_detail(taken: str) -> None:
    with pytest.raises(ValidationError, match="that is a detail"):
        a_method(a_step(taken))
    assert a_method(a_step(taken, KindName.PEOPLE)).step(taken).id == taken


def test_a_step_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError):
        evolve(METHOD.step("facts"), kind="matrix")
    with pytest.raises(ValidationError):
        evolve(METHOD.step("facts"), entry_kinds=("rumour",))
    assert METHOD.step("facts").entry_kinds[0] is EntryKind.DOCUMENT
