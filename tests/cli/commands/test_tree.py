"""``casetool tree`` in each of its forms."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from casetool.render.text.symbols import PLAIN_SYMBOLS
from casetool.storage.library.examples import copy_examples
from tests.support.verbs import Run, new


def grow(run: Run, tmp_path: Path, count: int) -> None:
    """A session with a tree that takes more than one page."""
    code, out, _ = run("new", "--child", "Robin")
    assert code == 0
    causes = "".join(
        f'[[tree.causes]]\nid = "c{n}"\ntext = "Nobody had told anybody, {n} times over"\n'
        for n in range(count)
    )
    path = Path(out.strip())
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\n[tree]\nfocal = "I wait"\n\n{causes}', encoding="utf-8")


def test_a_picture_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, out, _ = run("tree", "closed", "--format", "svg")
    assert code == 0
    assert ElementTree.fromstring(out).tag.endswith("svg")


def test_a_picture_goes_into_a_file_and_never_over_another(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    target = tmp_path / "tree.svg"
    code, out, told = run("tree", "closed", "--format", "svg", "--output", str(target))
    assert (code, out) == (0, "")
    assert f"The tree is in {target}" in told
    before = target.read_bytes()
    ElementTree.fromstring(before)
    code, _, told = run("tree", "closed", "--format", "md", "--output", str(target))
    assert code == 1
    assert "Choose another name" in told
    assert target.read_bytes() == before


def test_a_tree_of_several_pages_becomes_files_with_numbers(run: Run, tmp_path: Path) -> None:
    grow(run, tmp_path, 150)
    target = tmp_path / "tree.svg"
    code, out, told = run("tree", "robin", "--format", "svg")
    assert (code, out) == (1, "")
    assert "--output" in told
    code, out, told = run("tree", "robin", "--format", "svg", "--output", str(target))
    assert (code, out) == (0, "")
    files = sorted(tmp_path.glob("tree*.svg"))
    assert [file.name for file in files] == [f"tree-{n}.svg" for n in range(1, len(files) + 1)]
    assert len(files) > 1
    assert f"The tree needs {len(files)} pages" in told
    for number, file in enumerate(files, 1):
        assert f"Picture {number} of {len(files)}" in file.read_text(encoding="utf-8")


def test_where_one_of_the_files_is_there_none_is_written(run: Run, tmp_path: Path) -> None:
    grow(run, tmp_path, 150)
    (tmp_path / "tree-2.svg").write_text("mine", encoding="utf-8")
    code, _, told = run("tree", "robin", "--format=svg", f"--output={tmp_path / 'tree.svg'}")
    assert code == 1
    assert "Nothing was written" in told
    assert not (tmp_path / "tree-1.svg").exists()
    assert (tmp_path / "tree-2.svg").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("form", "words"),
    [("mermaid", "flowchart BT"), ("md", "### EFFECTS"), ("text", "Nobody tells me")],
)
def test_the_other_forms_are_text(run: Run, tmp_path: Path, form: str, words: str) -> None:
    copy_examples(tmp_path)
    code, out, _ = run("tree", "closed", "--format", form)
    assert code == 0
    assert words in out
    target = tmp_path / "out.txt"
    assert run("tree", "closed", "--format", form, "--output", str(target))[0] == 0
    assert target.read_text(encoding="utf-8") == out


def test_the_text_is_what_is_printed_when_nothing_is_said(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("tree", "closed") == run("tree", "closed", "--format", "text")


def test_a_dash_is_standard_output(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("tree", "closed", "--output", "-") == run("tree", "closed")


def test_a_file_that_cannot_be_written_is_told_of(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, _, told = run("tree", "closed", "--output", str(tmp_path / "nowhere" / "tree.txt"))
    assert code == 1
    assert told


def test_an_unknown_form_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert run("tree", "closed", "--format", "gif")[0] == 2


def test_that_real_names_go_out_is_said(run: Run, tmp_path: Path) -> None:
    grow(run, tmp_path, 3)
    (path,) = tmp_path.glob("*.toml")
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[[names]]\nname = "anybody"\nstand_in = "Kit"\n')
    assert "Real names appear in this tree 3 times" in run("tree", "robin", "--format", "svg")[2]
    assert run("tree", "robin")[2] == ""


def named(run: Run) -> None:
    code, out, _ = run("new", "--child", "Robin Vale")
    assert code == 0
    path = Path(out.strip())
    text = path.read_text(encoding="utf-8")
    tree = '[tree]\nfocal = "Robin waits"\n[[tree.causes]]\nid = "c1"\ntext = "Ash told Robin"\n'
    names = "".join(
        f'[[names]]\nname = "{name}"\nstand_in = "{stand_in}"\n'
        for name, stand_in in (("Robin", "the child"), ("Ash", "the sister"))
    )
    path.write_text(f"{text}\n{tree}{names}", encoding="utf-8")
    run("add", "robin", "worries", "Nobody has seen Ash")


@pytest.mark.parametrize("form", ["text", "svg", "mermaid", "md"])
def test_with_stand_ins_no_real_name_is_in_it(run: Run, form: str) -> None:
    named(run)
    code, out, told = run("tree", "robin", "--format", form, "--stand-ins", "--yes")
    assert code == 0
    assert "the child waits" in out
    assert "the sister told the" in " ".join(out.split())
    assert "Robin" not in out
    assert "Ash" not in out
    assert "Real names appear" not in told


def test_each_replacement_of_the_tree_is_shown_and_of_nothing_else(run: Run) -> None:
    named(run)
    _, _, told = run("tree", "robin", "--format", "svg", "--stand-ins", "--yes")
    assert len(told.splitlines()) == 3
    assert "seen" not in told


def test_what_is_not_approved_is_not_written(run: Run, tmp_path: Path) -> None:
    named(run)
    target = tmp_path / "tree.svg"
    code, out, told = run("tree", "robin", "--format", "svg", "--stand-ins", f"--output={target}")
    assert (code, out) == (1, "")
    assert "To say yes, add --yes" in told
    assert not target.exists()


def test_with_initials(run: Run) -> None:
    named(run)
    _, out, _ = run("tree", "robin", "--format", "mermaid", "--initials", "--yes")
    assert "A. told R." in out


def test_without_a_list_of_names_it_is_said_where_they_are_written(run: Run) -> None:
    assert run("new", "--child", "Robin")[0] == 0
    code, _, told = run("tree", "robin", "--format", "md", "--stand-ins")
    assert code == 1
    assert "in the app with Ctrl+N" in told


@pytest.mark.parametrize("width", ["23", "0", "-5", "wide"])
def test_a_width_in_which_nothing_can_be_read_is_wrong_usage(run: Run, width: str) -> None:
    new(run)
    assert run("tree", "robin", f"--width={width}")[0] == 2


@pytest.mark.parametrize("width", ["24", "40", "80", "200"])
def test_a_tree_keeps_the_width(run: Run, tmp_path: Path, width: str) -> None:
    copy_examples(tmp_path)
    for name in ("closed", "in-discussion", "prepared"):
        _, out, _ = run("tree", name, "--width", width)
        assert max(map(len, out.splitlines())) <= int(width)


def test_a_plain_tree_is_drawn_with_ascii_and_the_words_stay(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, drawn, _ = run("tree", "closed")
    assert code == 0
    code, plain, _ = run("tree", "closed", "--plain")
    assert code == 0
    assert PLAIN_SYMBOLS.of(plain) == PLAIN_SYMBOLS.of(drawn) != drawn
    assert not set(plain) & set("╭╮╰╯─│┬┴├└╔╗╚╝║═·→")
    code, narrow, _ = run("tree", "closed", "--plain", "--width", "40")
    assert code == 0
    assert not set(narrow) & set("╭╮╰╯─│┬┴├└╔╗╚╝║═·→")
