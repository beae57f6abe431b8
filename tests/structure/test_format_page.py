"""The page on the file holds to the file: its example is one, and it names every key."""

import re
from pathlib import Path

import pytest

from casetool.models.actions.model import Action
from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction, DatesSet
from casetool.models.entries.model import Entry
from casetool.models.meeting.ticks import Agreed
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import Name
from casetool.models.round.model import Answer
from casetool.models.session import Session
from casetool.models.timing.schedule import Schedule
from casetool.models.timing.step_timer import StepTimer
from casetool.models.tree.model import Cause, Effect
from casetool.storage.toml.codec import HEAD_KEYS, SessionFileError, dumps, loads
from casetool.storage.toml.json_schema import json_schema
from tests.support.strategies import METHOD

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("```toml\n")[2].partition("```")[0]
SECTIONS: dict[str, type[FrozenModel]] = {
    "The head": Session,
    "People:": Person,
    "Clocks:": StepTimer,
    "The hour:": Schedule,
    "Seen to, and agreed:": Agreed,
    "Names and stand-ins:": Name,
    "What went round:": CirculatedVersion,
    "Corrections:": Correction,
    "Dates that were set:": DatesSet,
    "Entries:": Entry,
    "Actions:": Action,
    "The round": Answer,
}

TABLES = {
    "people", "clocks", "names", "headings", "hour", "ticked", "agreed", "circulated",
    "corrections", "dates_set",
}  # fmt: skip
"""Fields of a session that are told in a section of their own."""


def section(title: str) -> str:
    return re.split(r"\n##", PAGE.partition(f"# {title}")[2])[0]


def test_the_example_is_what_casetool_itself_would_write() -> None:
    loaded = loads(EXAMPLE, lambda _: METHOD)
    assert loaded.unknown == ()
    assert dumps(loaded.session, METHOD) == EXAMPLE


@pytest.mark.parametrize("title", SECTIONS)
def test_every_key_is_explained_where_it_belongs(title: str) -> None:
    fields = set(SECTIONS[title].model_fields) - TABLES
    told = set(re.findall(r"`(\w+)`", section(title)))
    assert fields <= told


def test_every_key_of_the_tree_and_of_the_head_is_explained() -> None:
    keys = {
        field.alias or name for kind in (Cause, Effect) for name, field in kind.model_fields.items()
    }
    assert keys <= set(re.findall(r"`(\w+)`", section("The tree:")))
    assert set(HEAD_KEYS) <= set(re.findall(r"`(\w+)`", section("The head")))


def test_every_heading_and_every_word_that_can_be_chosen_is_named() -> None:
    for step in METHOD.steps:
        if step.number:
            assert f"| `{step.id}` | {step.number} {step.title} |" in PAGE
    for definition in json_schema(METHOD)["$defs"].values():
        for word in definition.get("enum", ()):
            assert f"`{word}`" in PAGE


def test_the_error_that_it_shows_is_the_one_that_is_told() -> None:
    broken = EXAMPLE.replace('attends = "covered"', 'attends = "perhaps"')
    with pytest.raises(SessionFileError) as caught:
        loads(broken, lambda _: METHOD)
    assert str(caught.value) in PAGE
