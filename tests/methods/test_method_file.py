"""Whatever is wrong in the file of a method: one clear message, from every verb, and no fault."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.errors import UserError
from casetool.methods import NoMethodError, find_method, method_faults
from casetool.methods.method_file import MethodFileError, parse_method
from casetool.models.method import MOST_MINUTES
from casetool.services.sessions.open import open_document
from casetool.storage.library.examples import copy_examples
from tests.support.broken_toml import NOT_TOML, TOO_MUCH

Run = Callable[..., tuple[int, str, str]]

OURS = (Path(__file__).parents[2] / "casetool/methods/case-discussion.toml").read_text("utf-8")
OWN = OURS.replace('id = "case-discussion"', 'id = "our-review"', 1)
FIRST_STEP = OWN.index("[[steps]]")
LINE_OF_MINUTES = OWN[: OWN.index("minutes = 5")].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert old in OWN
    return OWN.replace(old, new, 1)


MINUTES = f"a whole number of minutes from 0 to {MOST_MINUTES}"
WRONG = {
    "empty": ("", "id: expected a value; there is none"),
    "another id": (OURS, "id: expected “our-review”, the name of the file"),
    "no id": (changed('id = "our-review"\n', ""), "id: expected a value; there is none"),
    "bad id": (changed('"our-review"', '"Our Review"'), "id: expected lower-case letters, digits"),
    "no steps": (OWN[:FIRST_STEP], "steps: expected a value; there is none"),
    "empty steps": (f"steps = []\n{OWN[:FIRST_STEP]}", "steps: expected one step or more"),
    "steps a number": (f"steps = 3\n{OWN[:FIRST_STEP]}", "steps: expected a list"),
    "steps numbers": (f"steps = [3]\n{OWN[:FIRST_STEP]}", "steps[1]: expected a table"),
    "empty title": (changed('title = "Case Discussion Tool"', 'title = " "'), "text that is not"),
    "empty short": (changed('short = "People"', 'short = ""'), "short: expected a text that is"),
    "no kind": (changed('kind = "people"\n', ""), "steps[1].kind: expected a value"),
    "unknown kind": (changed('kind = "people"', 'kind = "dance"'), "expected a kind of step: act"),
    "unknown phase": (changed('phase = "before"', 'phase = "then"'), "expected 'before', 'during'"),
    "unknown entry kind": (changed('"document"', '"rumour"'), "entry_kinds[1]: expected"),
    "unknown fact": (changed('tells = "papers"', 'tells = "x"'), "opening[5].tells: expected"),
    "no words": (changed("words = \"Not", "wards = \"Not"), "opening[4].words: expected a value"),
    "prompts a text": (changed("prompts = [", "prompts = 'x'\nprompt = ["), "expected a list"),
    "a number for a text": (changed('title = "Facts"', "title = 1"), "title: expected a text in"),
    "a text for yes": (changed("always = true", 'always = "yes"'), "always: expected true or fal"),
    "same id": (changed('id = "worries"', 'id = "facts"'), "has the same id, “facts”"),
    "a detail": (changed('id = "worries"', 'id = "child"'), "“child”: that is a detail"),
    "same sigil": (changed('sigil = "+"', 'sigil = "!"'), "sigil: expected another sigil"),
    "same number": (changed('number = "2"', 'number = "1"'), "number: expected another number"),
    "long sigil": (changed('sigil = "+"', 'sigil = "++"'), "sigil: expected one sign"),
    "sigil a letter": (changed('sigil = "+"', 'sigil = "a"'), "sigil: expected one sign"),
    **{
        f"minutes {value[:9]}": (
            changed("minutes = 5", f"minutes = {value}"),
            f"Line {LINE_OF_MINUTES}, steps[4].minutes: expected {MINUTES}",
        )
        for value in ("-5", "1441", "9" * 4000, "5.0", "true", '"5"', "inf", "nan", "[5]")
    },
    "plan below zero": (changed("plan = 4", "plan = -4"), f"plan: expected {MINUTES}"),
    **{f"not TOML {text[:9]}": (f"{OWN}{text}\n", "not TOML") for text in NOT_TOML},
    **{f"too much {text[:9]}": (f"{text}\n{OWN}", "") for text in TOO_MUCH},
}  # fmt: skip
"""The text of a file, and a part of what is said of it."""


def put(folder: Path, text: str, name: str = "our-review") -> Path:
    (folder / "methods").mkdir(exist_ok=True)
    path = folder / "methods" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_the_file_and_no_words_of_a_library(
    tmp_path: Path, name: str
) -> None:
    text, said = WRONG[name]
    path = put(tmp_path, text)
    with pytest.raises(NoMethodError) as error:
        find_method("our-review", tmp_path)
    message = str(error.value)
    assert message.startswith("The method in methods/our-review.toml cannot be used. ")
    assert said in message
    assert message.endswith(".")
    assert len(message) < 250
    assert not re.search(r"\n|pydantic|Input|validation|a valid", message)
    assert list(method_faults(tmp_path)) == [(path, message)]


def test_the_whole_method_is_right_before_it_is_changed(tmp_path: Path) -> None:
    put(tmp_path, OWN)
    assert find_method("our-review", tmp_path).steps
    assert list(method_faults(tmp_path)) == []


@pytest.mark.parametrize("name", ["Our Review", "ours.v2", "-x"])
def test_a_file_name_that_can_be_no_id_is_told(tmp_path: Path, name: str) -> None:
    put(tmp_path, OWN, name)
    ((_, message),) = method_faults(tmp_path)
    assert "needs a file name of lower-case letters" in message


@pytest.mark.parametrize(
    ("data", "said"), [(b"\xff\xfe", "UTF-8"), (b"\xef\xbb\xbf" + OWN.encode(), "")]
)
def test_the_encoding_is_told_and_a_mark_of_it_is_read(
    tmp_path: Path, data: bytes, said: str
) -> None:
    put(tmp_path, "").write_bytes(data)
    assert [said in message for _, message in method_faults(tmp_path)] == [True] * bool(said)


@pytest.mark.parametrize("name", ["another id", "empty", "empty steps", "minutes -5", "same sigil"])
def test_every_verb_and_opening_say_it_where_the_method_is_used(
    run: Run, tmp_path: Path, name: str
) -> None:
    copy_examples(tmp_path)
    put(tmp_path, WRONG[name][0])
    path = tmp_path / "example-closed.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"case-discussion"', '"our-review"', 1), encoding="utf-8")
    before = path.read_bytes()
    for verb in (["show"], ["notes"], ["sheet"], ["tree"], ["check"], ["add", "worries", "x"]):
        code, _, told = run(verb[0], "closed", *verb[1:])
        assert (code, "methods/our-review.toml" in told, "fault" in told) == (1, True, False)
    for others in (["list"], ["look"], ["look", "--example"], ["blank"], ["show", "discussion"]):
        code, _, told = run(*others)
        assert (code, "fault" in told) == (0, False)
        assert ("methods/our-review.toml" in told) is (others == ["look"])
    code, out, _ = run("doctor")
    assert code == 1
    assert str(tmp_path / "methods" / "our-review.toml") in out
    assert "good version" not in out  # the session is whole
    with pytest.raises(UserError, match=r"methods/our-review\.toml cannot be used"):
        open_document(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["empty steps", "minutes -5", "empty"])
def test_our_method_overridden_by_a_wrong_one_is_told_too(
    run: Run, tmp_path: Path, name: str
) -> None:
    put(tmp_path, WRONG[name][0].replace("our-review", "case-discussion"), "case-discussion")
    for verb in (["look"], ["new", "--child", "Robin"]):
        code, _, told = run(*verb)
        assert (code, "methods/case-discussion.toml" in told, "fault" in told) == (1, True, False)


VALUES = ("-1", "0", "1", "9" * 30, '""', '"x"', '"facts"', "true", "[]", "[1]", "{}", "nan",
          "2026-11-12", '[""]', '[{}]')  # fmt: skip
KEYS = re.findall(r"^[a-z_]+ = .*$", OWN, re.MULTILINE)


@given(st.sampled_from(KEYS), st.sampled_from(VALUES))
def test_any_value_at_any_key_is_read_or_refused_in_one_sentence(line: str, value: str) -> None:
    key = line.partition(" = ")[0]
    rest = OWN.partition(line)[2] if line.endswith(("[", "\\")) else ""
    text = changed(line, f"{key} = {value}\nzz_{line}" if rest else f"{key} = {value}")
    try:
        assert parse_method(text, "our-review").steps
    except MethodFileError as error:
        assert re.fullmatch(r"[^\n]{10,200}\.", str(error))
