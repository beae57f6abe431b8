"""What is cleaned, and what is left alone, when the memory settles."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from casetool.app.gc_freeze import freeze_heap


class Ring:
    """Something that only a full cleaning finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_stays_is_not_walked_again() -> None:
    before = gc.get_freeze_count()
    freeze_heap()
    assert gc.get_freeze_count() > before
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10


def test_what_was_left_is_cleaned_even_when_it_was_there_before() -> None:
    ring = Ring()
    seen = weakref.ref(ring)
    freeze_heap()
    del ring
    assert seen() is not None
    freeze_heap()
    assert seen() is None
