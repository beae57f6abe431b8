"""The installed program in a real pseudo-terminal."""

import re
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from casetool.app.guarded_app import FAULTS_BORNE
from casetool.methods import find_method
from casetool.models.entries.model import Entries
from casetool.models.session import Session, tree_of
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.toml.codec import decode, loads
from tests.support.characters import ODD
from tests.support.driving import examples
from tests.support.few import few

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

from tests.support.terminal import QUICK_HAND_SECONDS, Terminal, casetool

pytestmark = pytest.mark.pty
ESC, DOWN = "\x1b", "\x1b[B"
F2, F4, F5, F8 = "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[19~"


def on_disk(path: Path) -> Session:
    return loads(decode(path.read_bytes()), partial(find_method, folder=path.parent)).session


def worries(path: Path) -> list[str]:
    heading = on_disk(path).heading("worries")
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


def opened(path: Path, tmp_path: Path) -> Terminal:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    terminal = casetool("open", str(path), env=home, cwd=str(tmp_path))
    terminal.until("saved")
    return terminal


WHOLE = (
    ("", "No sessions here yet"),
    (F2, "A new case discussion"),
    ("Robin\r14 oct\r12 nov\rasleep in the cloakroom\rMo Ferris\r", "saved"),
    ("Kit Marsh, school nurse, health\r", "@kit"),
    ("Nic Thorley, social worker, children's social care, by phone\r", "@nic"),
    (F8, "Which papers do we have"),
    ("= late 22 times | school print-out\r", "late 22 times"),
    (F8, "Who is this child?"),
    ("\" I get up when it's quiet.\r", "I get up when"),
    (F8, "What strikes you first?"),
    (F2, "5:00"),
    ("~ it felt like shouting into a cupboard @kit\r", "shouting into a cupboard"),
    ("! ~ I'm scared for Ash @kit\r", "Caught under 5"),
    ("? the GP summary\r", "Caught under 7"),
    (F8, "one plain sentence"),
    ("Nobody knows where I am in the morning.\r", "Nobody knows where I am"),
    ("< mum isn't well\r", "→ why?"),
    (ESC, "Next to it"),
    (DOWN, "where in the system?"),
    ("\t", "Enter keeps the words"),
    ("why is that, she said: xxx\r", "where in the system?"),
    (ESC, "Step / line"),
    (F4, "Go to which step?"),
    ("8", "What, who by"),
    ("See Ash at home\r", "How we will know"),
    ("nic\rfriday\rseen and spoken to alone\rsomeone knows Ash is safe\r", "by Fri"),
    (F4, "Go to which step?"),
    ("r", "not asked yet"),
    (F5, "did not say"),
    ("y", "content"),
    ("n", "Wants recorded"),
    (ESC, "Step / line"),
    (F4, "Go to which step?"),
    ("n", "still missing"),
    (F5, "write to a file"),
    ("x", "Which document?"),
    ("m", "The notes are in"),
)
"""What is pressed, and what is waited for after it."""


@pytest.mark.parametrize(("columns", "rows"), few(1, [(80, 24), (120, 40)]))
def test_from_an_empty_folder_to_the_notes(
    tmp_path: Path, installed: Path, columns: int, rows: int
) -> None:
    env = {"HOME": str(tmp_path), "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    terminal = casetool("--sessions", "s", env=env, cwd=str(tmp_path), columns=columns, rows=rows)
    for keys, words in WHOLE:
        terminal.press(keys)
        terminal.until(words)
    terminal.press("\x11")
    assert terminal.ended() == 0
    (path,) = (tmp_path / "s").glob("*.toml")
    session = on_disk(path)
    tree = tree_of(session)
    assert tree is not None
    assert tree.causes[0].text == "mum isn't well"
    assert tree.causes[0].children[0].text == "why is that, she said: xxx"
    assert worries(path) == ["I'm scared for Ash"]
    (notes,) = (tmp_path / "s").glob("*.notes.md")
    told = notes.read_text(encoding="utf-8")
    for words in ("I'm scared for Ash", "late 22 times", "See Ash at home", "Nic Thorley"):
        assert words in told
    again = casetool("open", str(path), env=env, columns=columns, rows=rows)
    again.until("Robin")
    again.press("\x11")
    assert again.ended() == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_kill_loses_no_saved_word_and_what_was_typed_comes_back(
    tmp_path: Path, how: signal.Signals
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    terminal = opened(path, tmp_path)
    terminal.press("! one more worry\r")
    terminal.until("Caught under 5")
    terminal.until("saved")
    terminal.press("! half a sen")
    terminal.until("! half a sen")
    # a part of it may be kept before the whole
    while list(read_drafts(path).values()) != ["! half a sen"]:
        terminal.read(0.05)
    terminal.kill(how)
    terminal.ended()
    assert worries(path)[-1] == "one more worry"
    again = opened(path, tmp_path)
    again.until("! half a sen")
    again.kill()


def test_what_a_real_keyboard_types_is_in_the_file_code_point_by_code_point(
    tmp_path: Path,
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    terminal = opened(path, tmp_path)
    terminal.press(f"! {ODD}\r")
    terminal.until("Caught under 5")
    while worries(path)[-1] != ODD:
        assert terminal.read(30.0), worries(path)[-1]
    terminal.press("\x11")
    assert terminal.ended() == 0


def test_no_terminal_is_asked_for_codes_of_keys(tmp_path: Path) -> None:
    terminal = opened(examples(tmp_path) / "example-in-discussion.toml", tmp_path)
    terminal.press("\x11")
    assert terminal.ended() == 0
    asked = re.findall(rb"\x1b\[>(\d+)u|\x1b\[(<)u", terminal.raw)
    assert asked[0] == (b"0", b""), "Shift alone would be a key, and end what is typed over a list"
    assert set(asked[1:]) == {(b"", b"<")}


def test_a_byte_that_is_no_text_does_not_silence_the_keyboard(tmp_path: Path) -> None:
    terminal = opened(examples(tmp_path) / "example-in-discussion.toml", tmp_path)
    terminal.press("a\udcff\udcfeb")
    terminal.until("b")
    terminal.press("still here")
    terminal.until("still here")
    terminal.press("\x11")
    assert terminal.ended() == 0


def test_hostile_text_in_a_file_reaches_no_terminal(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    text = path.read_text(encoding="utf-8")
    hostile = "\\u001b]52;c;AAAA\\u0007 \\u202e \\u009b2J"
    path.write_text(
        text.replace("Mum lets Lorna in", hostile).replace(
            'child = "Milo"', f'child = "{hostile}"'
        ),
        encoding="utf-8",
    )
    terminal = opened(path, tmp_path)
    terminal.press(F4)
    terminal.until("Go to which step?")
    terminal.press("6")
    terminal.until("\\u001b]52;c;AAAA\\u0007")
    for bad in (b"\x1b]52", "\u202e".encode(), "\x9b2J".encode()):
        assert bad not in terminal.raw
    terminal.kill()


def faulty(tmp_path: Path, setting: str = "") -> Terminal:
    """The app with a key that always fails, with a word of the case in its fault.

    Args:
        tmp_path: the folder of the session.
        setting: code that runs first.
    """
    path = examples(tmp_path) / "example-in-discussion.toml"
    code = (
        "import sys; from pathlib import Path\n"
        "from casetool.app.facilitator_app import CasetoolApp\n"
        "class Faulty(CasetoolApp):\n"
        "    def action_theme(self):\n"
        "        canary = 'CANARY of the case'\n"
        "        raise RuntimeError(canary)\n"
        f"{setting}\n"
        f"app = Faulty(Path({str(tmp_path)!r}), '', Path({str(path)!r})); app.run()\n"
        "sys.exit(app.return_code)"
    )
    terminal = Terminal([sys.executable, "-c", code])
    terminal.until("saved")
    return terminal


def test_a_fault_of_ours_is_told_and_the_app_goes_on(tmp_path: Path) -> None:
    terminal = faulty(tmp_path)
    terminal.press("! half\x14")
    terminal.until("casetool met a fault of its own")
    terminal.until("RuntimeError at")
    terminal.press(" and whole\r")
    terminal.until("Caught under 5")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert worries(tmp_path / "example-in-discussion.toml")[-1] == "half and whole"
    assert b"CANARY" not in terminal.raw


def test_a_fault_of_ours_again_and_again_ends_it_without_a_word_of_the_case(
    tmp_path: Path,
) -> None:
    terminal = faulty(tmp_path)
    terminal.press("\x14" * (FAULTS_BORNE + 1))
    assert terminal.ended() == 1
    assert b"CANARY" not in terminal.raw
    assert b"casetool stopped because of a fault of its own" in terminal.raw
    assert b"RuntimeError" in terminal.raw


FULL_DISK = """
from casetool.storage.autosave.saver import Saver
from casetool.storage.files.atomic import SaveError
def save(self, session, steps=()):
    raise SaveError("There is no room")
Saver.save = save
"""


def test_no_number_of_faults_ends_it_while_it_has_words_that_no_file_has(tmp_path: Path) -> None:
    terminal = faulty(tmp_path, FULL_DISK)
    terminal.press("! not saved\r")
    terminal.until("NOT SAVED")
    terminal.press("\x14" * (FAULTS_BORNE + 1))
    terminal.until("casetool met a fault of its own")
    terminal.press("! and on")
    terminal.until("! and on")
    terminal.press("\x11")
    terminal.until("Leave all the same")
    terminal.press("l")
    terminal.ended()


def test_what_is_typed_while_it_opens_is_kept_though_one_leaves_at_once(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    terminal = casetool("open", str(path), env={"HOME": str(tmp_path)}, cwd=str(tmp_path))
    terminal.until("Milo")
    terminal.press("! said\rhalf a word\x11")
    assert terminal.ended() == 0
    assert worries(path)[-1] == "said"
    assert list(read_drafts(path).values()) == ["half a word"]


def test_what_is_typed_while_it_opens_is_kept_at_a_signal(tmp_path: Path) -> None:
    """If the signal comes before the session is open, the line offers each line again."""
    path = examples(tmp_path) / "example-in-discussion.toml"
    start = partial(casetool, "open", str(path), env={"HOME": str(tmp_path)}, cwd=str(tmp_path))
    terminal = start()
    terminal.until("Milo")
    terminal.press("! said\rhalf a word")
    terminal.until("half a word")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended() == 1
    is_entered = worries(path)[-1] == "said"
    terminal = start()
    if not is_entered:
        terminal.until("! said")
        terminal.press("\r")
        terminal.until("Enter brings it")
        terminal.press("\r")
    terminal.until("half a word")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert worries(path)[-1] == "said"
    assert list(read_drafts(path).values()) == ["half a word"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_paste_whose_end_has_not_come_is_kept_at_a_signal(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    terminal = casetool("open", str(path), env={"HOME": str(tmp_path)}, cwd=str(tmp_path))
    terminal.until("The focal point")
    terminal.press("half a ")
    terminal.until("half a")
    terminal.press("\x1b[200~sentence that was pas")
    terminal.kill(number)
    assert terminal.ended() == 1
    assert list(read_drafts(path).values()) == ["half a sentence that was pas"]


def test_lines_typed_while_it_opens_are_lines_of_their_own(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    before = worries(path)
    terminal = casetool("open", str(path), env={"HOME": str(tmp_path)}, cwd=str(tmp_path))
    terminal.until("Milo")
    typed = [f"l{number}" for number in range(12)]
    for key in "".join(f"! {line}\r" for line in typed):
        terminal.type(key, QUICK_HAND_SECONDS)
    for key in "the end":
        terminal.type(key, QUICK_HAND_SECONDS)
    terminal.until("The focal point")
    terminal.until("the end")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert worries(path) == before + typed


def test_the_case_is_never_drawn_into_a_file(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    log = tmp_path / "log"
    line = f'"{sys.executable}" -m casetool open "{path}" 2>"{log}"'
    terminal = Terminal(["sh", "-c", line], env={"HOME": str(tmp_path)}, cwd=str(tmp_path))
    assert terminal.ended(60) == 1
    told = log.read_text(encoding="utf-8")
    assert "The app draws on its error output" in told
    assert "Milo" not in told


GROUNDS = {"black", "red", "blue", "brightbrown", "brightwhite", "default"}
FAINT = {"brightblack", "black", "red", "green", "brown", "blue", "magenta", "cyan", "brightblue"}


def test_a_console_of_sixteen_colours_shows_no_faint_words(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    console = {"HOME": str(tmp_path), "TERM": "linux", "COLORTERM": ""}
    terminal = casetool("open", str(path), env=console, cwd=str(tmp_path), in_colour=True)
    terminal.until("saved")
    terminal.press(f"{F4}3")
    terminal.until("What strikes you first?")
    terminal.press("~ so")
    terminal.until("→ 3 Immediate thoughts")
    cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
    words = {(cell.fg, cell.bg) for cell in cells if cell.data.isalnum()}
    assert len(words) > 2
    assert {ground for _, ground in words} <= GROUNDS
    assert [pair for pair in words if pair[1] == "black" and pair[0] in FAINT] == []
    terminal.kill()
