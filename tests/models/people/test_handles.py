"""Whatever names a person by a handle is found by the declaration of its field."""

from collections.abc import Iterator

from hypothesis import given

from casetool.models.base import FrozenModel, evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.meeting.ticks import Agreed
from casetool.models.people.handles import handle_fields, handles_in, with_handles
from casetool.models.round.model import Answer
from casetool.models.session import Session
from tests.support.room_of_robin import NOW, ROOM
from tests.support.strategies import sessions


def _models(model: type[FrozenModel] = FrozenModel) -> Iterator[type[FrozenModel]]:
    for inner in model.__subclasses__():
        yield inner
        yield from _models(inner)


def test_each_field_with_a_handle_is_found() -> None:
    assert handle_fields(Answer) == ("person",)
    declared = {(model.__name__, name) for model in _models() for name in handle_fields(model)}
    assert declared >= {
        ("Person", "id"), ("Person", "covered_by"), ("Entry", "by"), ("Action", "by"),
        ("Answer", "person"), ("Correction", "by"), ("Correction", "thing"), ("Agreed", "thing"),
        ("SentLine", "thing"), ("LineChange", "thing"),
    }  # fmt: skip
    by_name = {(m.__name__, n) for m in _models() for n in m.model_fields if n in ("by", "person")}
    assert by_name <= declared


@given(sessions())
def test_a_person_is_renamed_wherever_they_are_named(session: Session) -> None:
    renamed = with_handles(session, {"p000": "somebody-else"})
    assert "p000" not in handles_in(renamed)
    assert ("somebody-else" in handles_in(renamed)) is ("p000" in handles_in(session))
    assert with_handles(renamed, {"somebody-else": "p000"}) == session
    assert with_handles(session, {"nobody": "somebody"}) is session


def test_a_line_whose_id_is_the_handle_of_somebody_stays_named() -> None:
    session = add_entry(ROOM, "worries", Entry(id="kit", text="x", by="kit"))
    session = evolve(session, agreed=(Agreed(thing="kit", words="x", at=NOW),))
    renamed = with_handles(session, {"kit": "kit-2"})
    assert renamed.agreed == session.agreed
    assert {person.id for person in renamed.people} & {"kit", "kit-2"} == {"kit-2"}
