"""The file of the team's own look: what is read, and what is said where it is wrong."""

import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from casetool.models.notes_style import PLAIN_STYLE, NotesDetail, NotesStyle, apply_style
from casetool.services.sessions.open import load_session
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.encryption.case_files import case_files, others_in, sessions_in
from casetool.storage.library.examples import copy_examples
from casetool.storage.library.index import NoSessionError, find_session, list_sessions
from casetool.storage.notes_style import NotesStyleError, read_notes_style, template_of
from tests.support.broken_toml import TOO_MUCH
from tests.support.strategies import METHOD

BROKEN = 'marking = "one"\nmarkng = "two"\n'


def put(folder: Path, text: str | bytes) -> None:
    (folder / NOTES_STYLE_FILE).write_bytes(text.encode() if isinstance(text, str) else text)


def refusal(folder: Path, text: str | bytes) -> str:
    put(folder, text)
    with pytest.raises(NotesStyleError) as caught:
        read_notes_style(folder)
    return str(caught.value)


def word_file(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/styles.xml", "<styles/>")
    return path


def test_without_a_file_it_is_the_tools_own(tmp_path: Path) -> None:
    assert read_notes_style(tmp_path) == PLAIN_STYLE
    assert read_notes_style(tmp_path / "gone") == PLAIN_STYLE
    assert template_of(PLAIN_STYLE, tmp_path) is None


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    word_file(tmp_path / "Ours.DOCX")
    put(
        tmp_path,
        'organisation = "Anytown"\nfooter = "Page"\nmarking = "OFFICIAL"\ntitle = "Our notes"\n'
        'numbers = false\ntemplate = "Ours.DOCX"\norder = ["about", "facts"]\n'
        'leave_out = ["round", "reason"]\n[details]\nchild = "Young person"\n'
        '[headings]\nworked = "What goes well?"\n',
    )
    look = read_notes_style(tmp_path)
    assert (look.organisation, look.footer, look.marking) == ("Anytown", "Page", "OFFICIAL")
    assert (look.title, look.numbers, look.order) == ("Our notes", False, ("about", "facts"))
    assert look.leave_out == ("round", "reason")
    assert look.headings == {"worked": "What goes well?"}
    assert look.details == {NotesDetail.CHILD: "Young person"}
    assert template_of(look, tmp_path) == tmp_path / "Ours.DOCX"


def test_a_file_that_notepad_saved(tmp_path: Path) -> None:
    put(tmp_path, b'\xef\xbb\xbfmarking = "A"\r\nfooter = "B"\r\n')
    assert read_notes_style(tmp_path).footer == "B"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BROKEN, "Line 2, markng: expected one of organisation, footer, marking, "),
        (BROKEN, "Did you mean “marking”?"),
        ('marking = "a"\nfooter = \n', "Line 2 is not TOML: "),
        ("marking = 3\n", "Line 1, marking: expected a text in quotation marks."),
        ('numbers = "no"\n', "Line 1, numbers: expected true or false."),
        ('order = "facts"\n', "Line 1, order: expected a list"),
        ('order = ["facts", "worrys"]\n', "Line 1, order[2]: expected one of facts, about"),
        ('order = ["facts", "worrys"]\n', "Did you mean “worries”?"),
        ('order = ["Missing information"]\n', "Did you mean “missing”?"),
        ('order = ["people"]\n', "order[1]: expected one of facts"),
        ('order = ["facts", "facts"]\n', "each heading once, but “facts” is there twice"),
        ('leave_out = ["jottings"]\n', "leave_out[1]: expected one of people, facts"),
        ('leave_out = ["child"]\n', "leave_out[1]: expected one of"),
        ('headings = "Facts"\n', "Line 1, headings: expected a table, [headings]."),
        ('\n[headings]\nfact = "F"\n', "Line 3, headings.fact: expected one of people, facts"),
        ('[headings]\nfacts = ""\n', "Line 2, headings.facts: expected a text that is not empty"),
        ('[headings]\nfacts = " \\n"\n', "Line 2, headings.facts: expected"),
        ('[details]\nchlid = "F"\n', "Line 2, details.chlid: expected one of child, referral"),
        ('[details]\nchlid = "F"\n', "Did you mean “child”?"),
        (b'marking = "caf\xe9"\n', "Line 1 is not UTF-8"),
        ('marking = "a"\n'.encode("utf-16"), "It is written in UTF-16"),
        ("a = " + "[" * 5000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str | bytes, words: str) -> None:
    told = refusal(tmp_path, text)
    assert told.startswith("look.toml: ")
    assert words in told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.docx", "expected a Word document; {folder}/gone.docx: no such file"),
        ("ours.dotx", "expected a Word document that ends with .docx"),
        ("text.docx", "expected a Word document; {folder}/text.docx is none"),
        ("empty.docx", "expected a Word document; {folder}/empty.docx is none"),
        ("folder.docx", "expected a Word document; {folder}/folder.docx: "),
        ("~nobody-at-all/x.docx", "expected a Word document; {folder}/~nobody-at-all/x.docx: no s"),
    ],
)
def test_a_template_must_be_a_word_document(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "text.docx").write_text("words", encoding="utf-8")
    (tmp_path / "folder.docx").mkdir()
    zipfile.ZipFile(tmp_path / "empty.docx", "w").close()
    told = refusal(tmp_path, f'marking = "a"\ntemplate = "{name}"\n')
    assert f"Line 2, template: {words.format(folder=tmp_path)}" in told


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_pipe_for_a_template_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    told = refusal(tmp_path, 'template = "pipe.docx"\n')
    assert f"expected a Word document; {tmp_path}/pipe.docx: " in told


KEYS = (*NotesStyle.model_fields, "headings.facts", "details.child", "zz", '"a b"')
VALUES = ("-1", "9" * 30, "9" * 5000, '""', '" "', '"x"', '"facts"', '["facts"]', "true", "[]",
          "[1]", "[[]]", '[""]', "{}", "{facts = 1}", "{child = ''}", "nan", "2026-11-12",
          '"\\u0000\\u001b[31m"', '"' + "w" * 20_000 + '"', '"~"', '"/dev/zero"')  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_any_value_at_any_key_is_read_or_refused_in_a_sentence(tmp_path: Path, key: str) -> None:
    for text in [f"{key} = {value}\n" for value in VALUES] + [f"{broken}\n" for broken in TOO_MUCH]:
        put(tmp_path, text)
        try:
            style = read_notes_style(tmp_path)
        except NotesStyleError as error:
            told = str(error)
            assert re.fullmatch(r"look\.toml: [^\n]{10,400}[.?]", told)
            assert not re.search(r"pydantic|Input|validation", told)
        else:
            assert apply_style(METHOD, style).notes_title


def test_a_template_may_lie_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    path = word_file(tmp_path / "ours.docx")
    for name in (path.as_posix(), "../ours.docx"):
        put(tmp_path / "a", f'template = "{name}"\n')
        found = template_of(read_notes_style(tmp_path / "a"), tmp_path / "a")
        assert found is not None
        assert found.resolve() == path.resolve()


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / NOTES_STYLE_FILE).mkdir()
    with pytest.raises(NotesStyleError, match=r"look\.toml: "):
        read_notes_style(tmp_path)


def test_a_partnerships_own_steps_can_be_named(tmp_path: Path) -> None:
    methods = tmp_path / "methods"
    methods.mkdir()
    step = 'id = "matrix"\ntitle = "M"\nshort = "M"\nphase = "during"\nkind = "entries"\n'
    (methods / "our-review.toml").write_text(
        f'id = "our-review"\ntitle = "R"\nnotes_title = "R"\n[[steps]]\n{step}', encoding="utf-8"
    )
    put(tmp_path, 'order = ["matrix", "facts"]\n')
    assert read_notes_style(tmp_path).order == ("matrix", "facts")
    (methods / "broken.toml").write_text("steps = 3", encoding="utf-8")
    assert read_notes_style(tmp_path).order == ("matrix", "facts")  # it is told where it is needed


@pytest.mark.parametrize("text", ['marking = "a"\n', BROKEN])
def test_it_is_never_a_session_whatever_it_holds(tmp_path: Path, text: str) -> None:
    copy_examples(tmp_path)
    before = sessions_in(tmp_path)
    put(tmp_path, text)
    assert len(list_sessions(tmp_path)) == 3
    assert not any(head.problem for head in list_sessions(tmp_path))
    assert sessions_in(tmp_path) == before
    assert tmp_path / NOTES_STYLE_FILE not in [*case_files(tmp_path), *others_in(tmp_path)]
    for name in ("look", NOTES_STYLE_FILE):
        with pytest.raises(NoSessionError):
            find_session(tmp_path, name)


def test_a_session_opens_beside_a_broken_one(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    put(tmp_path, BROKEN)
    assert load_session(tmp_path / "example-closed.toml").session.child == "Juno"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "")
    (tmp_path / NOTES_STYLE_FILE).chmod(0)
    with pytest.raises(NotesStyleError, match="permission denied"):
        read_notes_style(tmp_path)
