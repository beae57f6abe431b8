"""The one door for what people type."""

import tomllib
from datetime import UTC, date, datetime

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from casetool.models.base import (
    Day,
    FrozenModel,
    Id,
    Instant,
    LineText,
    LongText,
    evolve,
    sanitise,
    single_line,
)
from tests.support.strategies import texts


class Note(FrozenModel):
    """A value with one of each."""

    id: Id = "a"
    text: LongText = ""
    line: LineText = ""
    day: Day | None = None
    at: Instant | None = None
    parts: tuple["Note", ...] = ()


ANYTHING = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("a\tb", "a\tb"),
        ("  as typed \n", "  as typed \n"),
        ("a\x00b\x1b[31m", "a\\u0000b\\u001b[31m"),
        ("\x7f\x85\x9f", "\\u007f\\u0085\\u009f"),
        ("\ud800", "\\ud800"),
        ("e\u0301 é", "e\u0301 é"),
        ("\u202egnirts \u2028\ufeff", "\u202egnirts \u2028\ufeff"),
    ],
)
def test_a_text_is_kept_as_typed_but_for_what_no_file_can_bear(typed: str, kept: str) -> None:
    assert sanitise(typed) == kept
    assert Note(text=typed).text == kept


@given(ANYTHING)
def test_what_was_cleaned_is_clean_and_survives_a_file(typed: str) -> None:
    kept = sanitise(typed)
    assert isinstance(kept, str)
    assert sanitise(kept) == kept
    assert tomllib.loads(tomli_w.dumps({"text": kept})) == {"text": kept}


@given(texts())
def test_nothing_but_control_characters_is_touched(typed: str) -> None:
    if typed.isprintable():
        assert sanitise(typed) == typed


@pytest.mark.parametrize("typed", [None, 3, 2.5, True, ["x"], {"x": 1}])
def test_what_is_no_text_is_passed_on_and_refused(typed: object) -> None:
    assert sanitise(typed) is typed
    with pytest.raises(ValidationError):
        Note.model_validate({"text": typed})


@given(ANYTHING)
def test_a_line_is_one_line_without_white_ends(typed: str) -> None:
    line = Note(line=typed).line
    assert not set(line) & set("\n\r\t")
    assert line == line.strip()
    assert single_line(line) == line


def test_line_ends_and_tabs_become_one_space() -> None:
    assert single_line("\n two\n\t lines \t") == "two  lines"
    assert single_line("a\n\t\nb") == "a b"


@pytest.mark.parametrize("good", ["a", "0", "kit-marsh", "a" * 80])
def test_an_id_is_short_and_plain(good: str) -> None:
    assert Note(id=good).id == good


@pytest.mark.parametrize("bad", ["", "-a", "Kit", "a b", "é", "a.b", "a\n", "a/../b", "a" * 81])
def test_what_is_no_id_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        Note(id=bad)


@pytest.mark.parametrize("bad", [20261014, "2026-10-14", 0, datetime(2026, 10, 14, 1, tzinfo=UTC)])
def test_a_day_is_a_date_and_nothing_like_it(bad: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(bad)
    assert Note(day=date(2026, 10, 14)).day == date(2026, 10, 14)


@pytest.mark.parametrize("bad", [1, "2026-10-14T01:00:00Z", datetime(2026, 10, 14)])  # noqa: DTZ001
def test_an_instant_has_an_offset(bad: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Instant).validate_python(bad)


def test_a_change_is_checked_like_a_new_value() -> None:
    note = Note(text="as it was")
    assert evolve(note, text="a\r\nb") == Note(text="a\nb")
    assert note.text == "as it was"
    with pytest.raises(ValidationError):
        evolve(note, id="Not an id")


def test_what_did_not_change_stays_the_same_object() -> None:
    parts = (Note(id="b"), Note(id="c"))
    note = evolve(Note(parts=parts), text="new")
    assert all(old is new for old, new in zip(parts, note.parts, strict=True))


def test_a_key_that_we_do_not_know_is_kept_through_changes() -> None:
    note = Note.model_validate({"venue": "room 4", "text": "x"})
    assert evolve(note, text="y").model_dump(exclude_defaults=True) == {
        "venue": "room 4",
        "text": "y",
    }


def test_a_key_that_we_do_not_know_is_no_field_of_another_kind() -> None:
    note = Note.model_validate({"venue": "room 4", "done": True, "text": "x"})
    assert note.model_extra == {"venue": "room 4", "done": True}
    assert getattr(note, "done", None) is None
    assert not hasattr(evolve(note, text="y"), "venue")


def test_an_error_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(ValidationError) as refused:
        Note.model_validate({"id": "Robin of Hollin Lane"})
    assert "Robin" not in str(refused.value)
