"""The kinds of step: a module each, found by its name."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from casetool.models import kinds
from casetool.models.heading import Heading, ItemsHeading, heading_class, kind_names
from casetool.models.method import KindName, Phase, Step
from casetool.models.session import Session
from casetool.models.step_kinds import find_kind


def test_each_module_of_the_folder_is_a_kind() -> None:
    modules = {path.stem for path in Path(kinds.__file__).parent.glob("*.py")} - {"__init__"}
    assert kind_names() == modules
    assert modules >= set(KindName)
    assert [find_kind(name).heading for name in modules] == [
        heading_class(name) for name in modules
    ]


@pytest.mark.parametrize("name", KindName)
def test_a_heading_has_the_name_of_its_kind(name: KindName) -> None:
    heading = find_kind(name).heading
    if heading is not None:
        assert heading.model_validate({"step": "x"}).kind == name


def test_a_list_names_the_field_and_the_class_of_its_items() -> None:
    headings = (heading for name in KindName if (heading := heading_class(name)) is not None)
    lists = [heading for heading in headings if issubclass(heading, ItemsHeading)]
    assert len(lists) == 2
    for heading in lists:
        assert str(heading.model_fields[heading.ITEMS].annotation).count(heading.ITEM.__name__)
        assert heading.ITEM.TEXT in heading.ITEM.model_fields


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="a kind of step: actions, entries"):
        Step(id="x", title="X", short="X", phase=Phase.DURING, kind="dances")
    with pytest.raises(ValidationError, match="a heading of a known kind was expected"):
        Session.model_validate(
            {"id": "x", "child": "X", "headings": [{"kind": "dances", "step": "x"}]}
        )


def test_a_heading_is_read_by_the_class_of_its_kind_and_a_fault_says_where() -> None:
    headings = [{"kind": "tree", "step": "tree"}, {"kind": "entries", "step": "a", "entries": [{}]}]
    data = {"id": "x", "child": "X", "headings": headings}
    with pytest.raises(ValidationError) as raised:
        Session.model_validate(data)
    places = {error["loc"] for error in raised.value.errors()}
    assert places == {("headings", 1, "entries", 0, name) for name in ("id", "text")}


def test_a_heading_without_a_list_holds_nothing_unless_it_says_so() -> None:
    heading = Heading(kind="x", step="x")
    assert (heading.count, heading.holds("a"), heading.readable_ids()) == (0, False, ())
