"""What mermaid is given: nothing of it is read but what we wrote ourselves.

Tried by hand against mermaid 11 in Chromium, with HTML labels and without: what it showed for
each of the nasty texts was what had been typed.
"""

import re

import pytest
from hypothesis import given

from casetool.models.tree.model import Cause, Effect, Ends, Happened, Test, Tree, walk
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.mermaid import label, mermaid
from casetool.render.tree.svg.cards import NOT_YET
from tests.support.strategies import texts, trees

BOX = re.compile(
    r'  n\d+(\[\[|\(|\[|\{\{|\[/|>)"([^"]*)"(\]\]|\)|\]|\}\}|\\\]|/\])(:::(focal|could|untested))?'
)


def shown(text: str) -> str:
    """What mermaid makes of a label: its entities, and its line ends."""
    plain = text.replace("<br/>", "\n").replace("\u2060", "")
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), plain)


@given(texts())
def test_a_label_is_shown_as_it_was_typed(text: str) -> None:
    typed = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    assert shown(label(text)).replace("\u2007", " ") == (
        typed.replace("\t", " ").replace("\u2060", "") if typed.strip() else ""
    )


@given(texts())
def test_nothing_in_a_label_can_be_acted_on(text: str) -> None:
    bare = re.sub(r"#\d+;|<br/>", "·", label(text))
    assert not re.search(r'["#&<>`*_~\[\](){}|\\/$%@:;=+^!]', bare)
    assert not re.search(r"\d\.|\.\w", bare, re.ASCII)
    assert "\n" not in bare and "  " not in bare


@pytest.mark.parametrize(
    ("typed", "apart"), [("\\n", "#92;\u2060n"), ("$$x", "#36;\u2060#36;x"), ("ﬂ°", "ﬂ\u2060°")]
)
def test_what_mermaid_reads_all_the_same_is_kept_apart(typed: str, apart: str) -> None:
    assert label(typed) == apart
    assert label("fa:fa-car") == "fa#58;\u2060fa-car"


def test_words_stay_readable() -> None:
    assert label("It's so. Is it inter-agency, too?") == "It's so. Is it inter-agency, too?"


@given(trees())
def test_every_line_is_a_box_or_an_arrow_of_ours(tree: Tree) -> None:
    first, *lines = mermaid(tree).splitlines()
    assert first == "flowchart BT"
    nodes = list(walk(tree))
    body = lines[: 1 + 2 * len(nodes)]
    assert all(BOX.fullmatch(line) for line in [body[0], *body[1::2]])
    assert all(re.fullmatch(r"  n\d+ --> n\d+", line) for line in body[2::2])
    assert all(line.startswith("  classDef ") for line in lines[len(body) :])


def test_causes_point_up_to_the_focal_point_and_that_to_effects() -> None:
    tree = Tree(
        step="tree",
        focal="Why me",
        effects=(Effect(id="end", text="Runs", happened=Happened.COULD),),
        causes=(Cause(id="c0", text="Late", children=(
            Cause(id="c1", text="Bought so", ends=Ends.ROOT, test=Test.SUPPORTED),)),),
    )  # fmt: skip
    drawn = mermaid(tree)
    assert '  n0[["(focal point)<br/>Why me"]]:::focal' in drawn
    assert "  n0 --> n1\n" in drawn and "  n2 --> n0\n" in drawn and "  n3 --> n2\n" in drawn
    assert '  n1("(could happen)<br/>Runs"):::could' in drawn
    assert '  n3{{"Bought so<br/>(root cause, supported)"}}' in drawn
    assert "end" not in drawn


def test_a_tree_with_nothing_in_it_is_still_a_flowchart() -> None:
    assert NOT_YET in mermaid(Tree(step="tree"))
