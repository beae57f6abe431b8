"""What holds for several verbs at once."""

import os
from itertools import product
from pathlib import Path

import pytest

from casetool.cli.arguments.registry import all_verbs
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.versions import versions_of
from casetool.storage.library.examples import copy_examples
from tests.support.few import few
from tests.support.sealed import PASSPHRASE
from tests.support.verbs import STDIN, Run, disk, new, with_versions


@pytest.mark.parametrize(
    "verb",
    ["list --json", "actions FILE", "actions FILE --format csv", "check FILE --json", "tree FILE",
     "tree FILE --format mermaid", "sheet FILE", "notes FILE", "notes FILE --summary",
     "history FILE", "review FILE", "doctor --json"],
)  # fmt: skip
def test_no_other_verb_prints_a_private_jotting(run: Run, verb: str) -> None:
    new(run)
    run("add", "robin", "jottings", typed="Robin for me alone @kit")
    _, out, err = run(*verb.replace("FILE", "robin").split())
    assert out + err
    assert "for me alone" not in out + err


READING_VERBS = [name for name, verb in all_verbs().items() if verb.only_reads]


@pytest.mark.parametrize("verb", READING_VERBS)
def test_no_verb_that_reads_prints_one_unless_asked(run: Run, verb: str) -> None:
    """A new verb is among them, whatever it does."""
    new(run)
    run("add", "robin", "jottings", typed="Robin for me alone @kit")
    for arguments in ([verb, "robin"], [verb]):
        code, out, err = run(*arguments)
        assert "for me alone" not in out + err
        if code != 2:
            return


NO_NAMES = ["", " ", "\n", ".", "./", "..", "/", "FOLDER", "FOLDER/"]
NAMING_VERBS = [
    "actions", "add NAME worries hello", "board", "check", "copies --discard", "copies --own",
    "decrypt", "delete", "delete NAME --purge --yes", "delete NAME --purge --yes --copies",
    "encrypt", "history", "notes", "open", "restore NAME VERSION", "review NAME 7y", "sheet",
    "show", "tree",
]  # fmt: skip


@pytest.mark.parametrize(("verb", "name"), few(60, product(NAMING_VERBS, NO_NAMES)))
def test_a_name_of_no_file_is_refused_and_nothing_is_touched(
    run: Run, tmp_path: Path, verb: str, name: str
) -> None:
    path = with_versions(run)
    name = name.replace("FOLDER", str(tmp_path))
    words = (verb if "NAME" in verb else f"{verb} NAME").split()
    (version, *_) = versions_of(tmp_path)
    before, content = disk(tmp_path), path.read_bytes()
    code, out, told = run(
        *({"NAME": name, "VERSION": version.digest}.get(word, word) for word in words)
    )
    assert (code, out) == (1, "")
    assert "Name a session." in told or "Name one in it." in told
    assert disk(tmp_path) == before
    assert path.read_bytes() == content


def test_an_empty_name_of_a_version_or_of_the_folder_is_refused(run: Run) -> None:
    path = new(run)
    run("add", "robin", "worries", typed="a word\n")
    content = path.read_bytes()
    assert len(run("history", "robin")[1].splitlines()) == 1
    code, _, told = run("restore", "robin", "")
    assert (code, path.read_bytes()) == (1, content)
    assert "Which version?" in told
    code, _, told = run("--sessions", "", "list")
    assert (code, "the name of the folder is empty" in told) == (2, True)


def test_standard_output_may_be_called_by_its_device(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    for verb in ("notes", "sheet", "tree", "actions"):
        assert run(verb, "closed", "--output", "/dev/stdout") == run(verb, "closed")


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize(
    "verb",
    [
        "notes FILE",
        "sheet FILE",
        "tree FILE",
        "blank",
        "actions FILE",
        "actions --all --format csv",
    ],
)
def test_a_pipe_is_no_place_for_a_document(
    run: Run, tmp_path: Path, verb: str, linked: bool
) -> None:
    copy_examples(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    before = disk(tmp_path)
    place = tmp_path / ("link" if linked else "pipe")
    words = verb.replace("FILE", "closed").split()
    if "--format" not in words:
        words += ["--format", "text" if words[0] in ("tree", "actions") else "md"]
    code, out, told = run(*words, "--output", str(place))
    assert (code, out) == (1, "")
    assert str(place) in told
    assert "pipe" in told
    assert disk(tmp_path) == before


def test_no_verb_but_add_and_new_writes_anything(run: Run, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for verb in ("show", "notes", "tree", "check"):
        run(verb, "closed")
    run("list")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("verb", [("delete",), ("delete", "--purge", "--yes"), ("restore", "x")])
def test_a_session_open_in_a_window_is_left_alone(
    run: Run, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    path = with_versions(run)
    held = acquire_lock(path, StorageContext(state=tmp_path / ".state"))
    assert isinstance(held, Lock)
    before = path.read_bytes()
    name, *rest = verb
    if name == "restore":
        rest = [versions_of(tmp_path)[0].digest]
    code, _, told = run(name, path.stem, *rest)
    assert code == 1
    assert "is open in another window" in told
    assert path.read_bytes() == before
    held.release()


def test_a_name_in_capitals_is_a_session_through_every_verb(run: Run, tmp_path: Path) -> None:
    code, made, _ = run("new", "--child", "Milo", "--discussion", "12 nov 2026")
    assert code == 0
    before = disk(tmp_path)
    path = tmp_path / "MILO.TOML"
    Path(made.strip()).rename(path)
    assert "MILO" in run("list")[1]
    assert run("add", "MILO", "5", "canary")[0] == 0
    assert "canary" in run("show", "MILO")[1]
    assert run("history", "MILO")[0] == 0
    copy = tmp_path / "MILO (1).TOML"
    copy.write_bytes(path.read_bytes())
    assert "copy" in run("list")[1]
    assert run("delete", "MILO (1).TOML", "--purge", "--yes")[0] == 0
    assert run("delete", "MILO.TOML")[0] == 0
    assert run("trash", "--restore", "MILO.TOML")[0] == 0
    assert run("delete", "MILO.TOML", "--purge", "--yes")[0] == 0
    left = disk(tmp_path)
    assert not [name for name in left if "milo" in name.lower() and "trash" not in name]
    assert len(left) <= len(before)


@pytest.mark.parametrize("verb", ["encrypt", "decrypt", "passphrase"])
def test_a_wrong_passphrase_changes_nothing(folder: Path, run: Run, verb: str) -> None:
    run("encrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, err = run(verb, STDIN, typed="another one\na new passphrase\n")
    assert (code, out) == (1, "")
    assert "The passphrase is wrong. Nothing was changed" in err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("verb", ["show", "notes", "tree", "check"])
def test_an_encrypted_session_is_read_with_its_passphrase(
    closed: Path, run: Run, verb: str
) -> None:
    code, out, _ = run(verb, "closed", STDIN, typed=f"{PASSPHRASE}\n")
    plain = closed / "plain"
    plain.mkdir()
    copy_examples(plain)
    assert run(verb, str(plain / "example-closed.toml"))[:2] == (code, out)
    code, out, err = run(verb, "closed", STDIN, typed="another one\n")
    assert (code, out) == (1, "")
    assert "The passphrase is wrong" in err


def test_a_lost_key_is_told_before_anything_is_asked(closed: Path, run: Run) -> None:
    (closed / HIDDEN / KEY_FILE).unlink()
    for verb in ("encrypt", "decrypt"):
        code, _, err = run(verb, STDIN, typed="four other words here\n")
        assert code == 1
        assert "without it the encrypted sessions cannot be opened" in err
        assert "from a backup" in err
