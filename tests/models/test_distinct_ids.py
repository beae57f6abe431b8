"""Each person, line and correction has an id of its own, whatever stands in the file."""

from collections import Counter
from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import FrozenModel
from casetool.models.distinct_ids import with_distinct_ids
from casetool.models.ids import DETAILS_ID
from casetool.models.session import Session, tree_of
from casetool.models.text_walk import TextLocation, map_user_text
from casetool.models.tree.model import FOCAL
from tests.support.robin_notes import ROBIN
from tests.support.strategies import sessions


def with_ids(session: Session, new_id: Callable[[], str]) -> Session:
    """A session with other ids, as somebody could write them by hand."""

    def other(value: object) -> object:
        match value:
            case dict():
                ids = {"id": new_id()} if "id" in value else {}
                return {key: other(part) for key, part in value.items()} | ids
            case list() | tuple():
                return [other(part) for part in value]
        return value

    parts = {
        name: other(session.model_dump()[name]) for name in ("people", "headings", "corrections")
    }
    return Session.model_validate(session.model_dump() | parts)


def ids_within(value: FrozenModel) -> Iterator[str]:
    """Every id of a value and the values in it."""
    if hasattr(value, "id"):
        yield value.id
    for name in type(value).model_fields:
        parts = getattr(value, name)
        for part in parts if isinstance(parts, tuple) else ():
            if isinstance(part, FrozenModel):
                yield from ids_within(part)


def texts_of(session: Session) -> list[str]:
    texts: list[str] = []

    def keep(_: TextLocation, text: str) -> str:
        texts.append(text)
        return text

    map_user_text(session, keep)
    return texts


@given(sessions(), st.data())
def test_ids_written_twice_are_made_distinct_and_no_word_changes(
    session: Session, data: st.DataObject
) -> None:
    few = st.sampled_from(["a", "a-2", "b", FOCAL, DETAILS_ID, "z" * 80])
    file = with_ids(session, lambda: data.draw(few))
    distinct, renewed = with_distinct_ids(file)
    for values in (distinct.people, distinct.headings, distinct.corrections):
        counts = Counter(each for value in values for each in ids_within(value))
        assert not [each for each, number in counts.items() if number > 1]
    lines = {each for heading in distinct.headings for each in ids_within(heading)}
    assert not lines & {FOCAL, DETAILS_ID}
    assert texts_of(distinct) == texts_of(file)
    assert with_distinct_ids(file) == (distinct, renewed)
    again, nothing = with_distinct_ids(distinct)
    assert again is distinct
    assert nothing == ()


def test_distinct_ids_stay_as_they_are() -> None:
    assert with_distinct_ids(ROBIN)[0] is ROBIN


def test_the_first_of_two_keeps_its_id_and_the_second_is_named() -> None:
    file = with_ids(ROBIN, lambda: "same")
    distinct, renewed = with_distinct_ids(file)
    assert [person.id for person in distinct.people][:2] == ["same", "same-2"]
    tree = tree_of(distinct)
    assert tree is not None
    in_tree = [each for each in renewed if each.step == tree.step]
    assert in_tree
    assert in_tree[0].message == (
        f"The id “same” stands at two places in this file, as after copying a line by hand."
        f" Nothing is lost: the second is “{in_tree[0].new}” from the next save on."
    )
