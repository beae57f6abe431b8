"""Two values are compared as people would, even where a file holds nan."""

import pytest
from hypothesis import given

from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.same_value import is_same_value
from casetool.models.session import Session
from casetool.storage.toml.codec import dumps, loads
from tests.support.strategies import METHOD, sessions

NAN_KEYS = ("mykey = nan", 'mykey = [1, "a", [2.5, {x = nan}], {}]', "mykey.x = 1\nmykey.y = nan")


def with_nan(key: str) -> Session:
    text = f'format = 1\nid = "a"\nchild = "Robin"\n{key}\n'
    entry = f'[[worries.entries]]\nid = "e1"\ntext = "asleep"\n{key}\n'
    return loads(text + entry, lambda _: METHOD).session


@pytest.mark.parametrize("key", NAN_KEYS)
def test_a_session_with_nan_is_the_same_when_it_is_read_again(key: str) -> None:
    assert with_nan(key) != with_nan(key)
    assert is_same_value(with_nan(key), with_nan(key))


@pytest.mark.parametrize("key", NAN_KEYS)
def test_a_word_or_a_number_apart_is_noticed_beside_nan(key: str) -> None:
    session = with_nan(key)
    more = add_entry(session, "worries", Entry(id="e2", text="late"))
    others = [more, with_nan(key.replace("nan", "inf")), with_nan(f"{key}\nother = nan")]
    assert [is_same_value(session, other) for other in others] == [False, False, False]


@given(sessions(), sessions())
def test_without_nan_it_is_equality(left: Session, right: Session) -> None:
    assert is_same_value(left, right) == (left == right)
    assert is_same_value(left, loads(dumps(left, METHOD), lambda _: METHOD).session)
