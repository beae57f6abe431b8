"""``casetool show``: JSON, and private jottings only where they are asked for."""

import json
from pathlib import Path

import pytest

from casetool.storage.library.examples import copy_examples
from tests.support.verbs import Run, new


def test_show_as_json_is_the_same_twice_and_says_the_stage(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, out, _ = run("show", "closed", "--json")
    assert code == 0
    assert run("show", "closed", "--json")[1] == out
    held = json.loads(out)
    assert (held["stage"], held["child"], held["format"]) == ("closed", "Juno", 1)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_private_jottings_are_shown_only_where_they_are_asked_for(
    run: Run, form: tuple[str, ...]
) -> None:
    new(run)
    run("add", "robin", "worries", typed="said aloud")
    assert run("show", "robin", *form)[2] == ""
    run("add", "robin", "jottings", typed="for me alone")
    code, out, err = run("show", "robin", *form)
    assert code == 0
    assert "said aloud" in out
    assert "for me alone" not in out
    assert err == "Your private jottings are left out. --private includes them.\n"
    code, out, err = run("show", "robin", "--private", *form)
    assert (code, err) == (0, "")
    assert "said aloud" in out
    assert "for me alone" in out


def test_json_says_everything_and_acts_on_no_terminal(run: Run) -> None:
    path = new(run)
    said = "a\u202eb\u200b\U000e0041 \u2028 é"
    run("add", "robin", "worries", typed=said)
    out = run("show", "robin", "--json")[1]
    assert out.isascii()
    (heading,) = [one for one in json.loads(out)["headings"] if one["step"] == "worries"]
    assert [entry["text"] for entry in heading["entries"]] == [said]
    path.with_name("ev\x1b[2Jil\n.toml").write_text("x", encoding="utf-8")
    assert "\x1b" not in run("list", "--json")[1]
    assert len(run("list")[1].splitlines()) == 2


def test_json_keeps_letters_that_anybody_may_read(run: Run) -> None:
    new(run)
    run("add", "robin", "worries", typed="Zoë – 子")
    assert "Zoë – 子" in run("show", "robin", "--json")[1]
