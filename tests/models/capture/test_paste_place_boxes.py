"""Pastes into every box, at many places: no private jotting is public afterwards, and none lost."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input
from textual.widgets.text_area import Document

from casetool.models.capture.jottings import without_jotting_lines, without_jottings
from casetool.models.capture.line_marks import LINE_MARK, unmarked_lines, with_words_behind
from casetool.models.capture.paste import read_lines
from casetool.screens.session.opening_input import OpeningInput
from casetool.storage.context import StorageContext
from casetool.widgets.capture.capture_input import CaptureInput
from casetool.widgets.common.field_area import Field, FieldArea
from casetool.widgets.common.line_input import OneLineInput
from casetool.widgets.common.prose_area import ProseArea
from casetool.widgets.tree.node_editor import NodeEditor
from tests.support.strategies import METHOD

TYPED = (
    "",
    "known",
    "/ SECRET",
    "- /SECRET",
    "/ ",
    "known\n/ SECRET",
    "/ SECRET\nknown",
    "  \n/ SECRET\nknown",
)
PASTED = (
    "/ HIDDEN",
    "- / HIDDEN",
    "  / HIDDEN\n",
    "told",
    "> told",
    "told\r\nmore",
    "told\r/ HIDDEN",
    "\n10:15 / HIDDEN\n/ HIDDEN\ntold\n",
    "1. /HIDDEN\n2. told\n",
)
PLACES = (0.0, 0.2, 0.5, 1.0)
"""Parts of the typed text that stand before the cursor."""


class Line(CaptureInput):
    """The capture line, and the lines that it hands on."""

    lines: str | None = None

    def post_message(self, message: Message) -> bool:
        if isinstance(message, CaptureInput.SeveralLines):
            self.lines = message.text
            return True
        return super().post_message(message)


class Boxes(App[None]):
    """All boxes into which words are pasted."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.line = Line(lambda text: True, lambda: True)
        storage = StorageContext(state=folder)
        self.opening = OpeningInput("", folder / "milo.toml", storage)
        self.filter = OneLineInput()
        self.field = FieldArea(Field("reason", "Why"), "", lambda area: None, lambda area: 1)
        self.node = NodeEditor("", "", lambda text, then: None)

    def compose(self) -> ComposeResult:
        yield from (self.line, self.opening, self.filter, self.field, self.node)


def written(text: str) -> list[tuple[str, bool]]:
    """What Enter makes of the text of the line, and whether each is private."""
    captured = read_lines(unmarked_lines(text), METHOD.step("worries"), METHOD, ())
    return [(line.text, line.step.private) for line in captured]


def in_line(box: Input, typed: str, place: float, pasted: str) -> list[tuple[str, bool]]:
    """What becomes of a paste into a box of one line."""
    box.value = f" {LINE_MARK} ".join(filter(str.strip, typed.split("\n")))
    box.cursor_position = word_start(box.value, place)
    box.on_paste(events.Paste(pasted))  # type: ignore[attr-defined]
    return written(with_words_behind("", box.value))


def in_capture_line(box: Line, typed: str, place: float, pasted: str) -> list[tuple[str, bool]]:
    """What becomes of a paste into the capture line."""
    box.lines = None
    lines = in_line(box, typed, place, pasted)
    return lines if box.lines is None else written(box.lines)


def in_area(
    area: ProseArea,
    typed: str,
    place: float,
    pasted: str,
    apart: Callable[[str], tuple[str, tuple[str, ...]]],
) -> list[tuple[str, bool]]:
    """What becomes of a paste into a field or a box of the tree."""
    area.text = typed
    assert isinstance(area.document, Document)
    area.move_cursor(area.document.get_location_from_index(word_start(typed, place)))
    area.on_paste(events.Paste(pasted))  # type: ignore[attr-defined]
    public, jottings = apart(area.text)
    return [(public, False), *((jotting, True) for jotting in jottings)]


def word_start(text: str, place: float) -> int:
    """The end of the text, or the place before the word that stands there."""
    index = int(len(text) * place)
    while 0 < index < len(text) and text[index].isalpha() and text[index - 1].isalpha():
        index -= 1
    return index


def outcomes(app: Boxes) -> Iterator[tuple[str, str, str, list[tuple[str, bool]]]]:
    """Each paste into each box, and what is public and private afterwards."""
    for typed, place, pasted in product(TYPED, PLACES, PASTED):
        case = typed, place, pasted
        yield "line", typed, pasted, in_capture_line(app.line, *case)
        yield "opening", typed, pasted, in_line(app.opening, *case)
        if typed != "/ ":  # there it begins the name of a folder
            yield "filter", typed, pasted, in_line(app.filter, *case)
        for area in (app.field, app.node):
            prose = in_area(area, *case, lambda text: without_jottings("", text))
            yield type(area).__name__, typed, pasted, prose
        yield "name", typed, pasted, in_area(app.field, *case, without_jotting_lines)


async def test_no_jotting_becomes_public_and_no_word_is_lost(tmp_path: Path) -> None:
    app = Boxes(tmp_path)
    async with app.run_test():
        for box, typed, pasted, lines in outcomes(app):
            case = f"{box}: {pasted!r} in {typed!r} is {lines}"
            public = " ".join(text for text, is_private in lines if not is_private)
            every = " ".join(text for text, _ in lines)
            for word in ("SECRET", "HIDDEN"):
                # a number before a sign is a day among names and dates
                is_day = box == "name" and "1" in pasted
                assert word not in public or is_day, case
            for word in ("SECRET", "HIDDEN", "known", "told", "more"):
                assert every.count(word) == (typed + pasted).count(word), case


async def test_what_is_copied_within_the_app_is_a_paste_like_any_other(tmp_path: Path) -> None:
    app = Boxes(tmp_path)
    async with app.run_test() as pilot:
        for box in (app.opening, app.filter, app.field, app.node):
            if isinstance(box, Input):
                box.value = "known"
                box.cursor_position = len(box.value)
            else:
                box.text = "known"
                box.move_cursor(box.document.end)
            app.copy_to_clipboard("/ HIDDEN\ntold")
            box.action_paste()
            await pilot.pause()
            text = box.value if isinstance(box, Input) else box.text
            lines = [line.strip() for line in unmarked_lines(text).split("\n")]
            assert lines[:2] in (["known", "/ HIDDEN"], ["known told", "/ HIDDEN"]), text
            assert "told" in text
            assert not ("\n" in text and isinstance(box, Input))
        app.line.value = ""
        app.line.action_paste()
        await pilot.pause()
        assert written(app.line.lines or "") == [("HIDDEN", True), ("told", False)]
