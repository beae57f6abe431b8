"""The capture line: always ready to type into, with a line above that says where text goes."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from casetool.models.base import sanitise, single_line
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.capture.line_marks import marked_lines
from casetool.models.capture.waiting_people import waiting_lines
from casetool.models.method import Step
from casetool.models.step_kinds import find_kind
from casetool.models.tree.model import FOCAL
from casetool.services.meeting.capture import capture_lines, preview_capture, read_capture
from casetool.services.sessions.document import Document
from casetool.widgets.capture.capture_input import CaptureInput
from casetool.widgets.capture.line_above import LineAbove, hint_of, unfinished_hint
from casetool.widgets.capture.line_draft import LAST_TIME, LineDraft, WaitingTexts
from casetool.widgets.capture.silence_prompt import SilencePrompt
from casetool.widgets.common.key_queue import hold_keys, is_typed_ahead
from casetool.widgets.common.passphrase_marks import NOT_A_LINE, without_passphrase
from casetool.widgets.panes.registry import PANES


class CaptureLine(Vertical):
    """A line to type into. The line above shows where the text will go, or the last message.

    Args:
        document: the open session.
        unfinished: the texts that wait to come into the line.
    """

    DEFAULT_CSS = """
    CaptureLine {
        height: auto; dock: bottom; margin-bottom: 1; background: $panel;
        & #capture { background: $boost; padding: 0 1; }
        & #capture:focus { background: $surface; }
    }
    """

    @dataclass
    class Caught(Message):
        """A line was captured."""

        captured: CapturedLine
        item_id: str
        """The id of the new item."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted, and wait in the line until somebody has looked at them."""

        lines: tuple[CapturedLine, ...]

    input = query_one("#capture", CaptureInput)
    _line_above = query_one(LineAbove)
    _silence = query_one(SilencePrompt)

    def __init__(self, document: Document, unfinished: WaitingTexts) -> None:
        super().__init__(id="capture-line")
        self.unfinished, self.under = unfinished, FOCAL
        """The texts that wait, and the node under which text for the tree is put."""
        self._document, self._draft = document, LineDraft(document)
        self._step: Step | None = None
        self._completion: tuple[str, str] | None = None
        self.has_begun = asyncio.Event()
        """Set once unfinished text, and what was typed while it opened, is in the line."""
        self._shows_notice = False
        """Whether a notice is shown above an empty line."""

    def compose(self) -> ComposeResult:
        """The line above, the prompt that watches for silence, and the input."""
        yield LineAbove()
        yield SilencePrompt(self._document)
        yield CaptureInput(self._capture, lambda: bool(self._document.read_only))

    @property
    def text(self) -> str:
        """The text in the line."""
        return self.input.value

    @text.setter
    def text(self, text: str) -> None:
        clean = str(sanitise(marked_lines(text)))
        # keep a space at the end: it separates the text from the next word typed
        self.input.value = single_line(clean) + clean[len(clean.rstrip()) :].expandtabs(1)
        self.input.cursor_position = len(self.input.value)

    def type_on(self, text: str) -> None:
        """Put typed text into the line, and go there.

        Args:
            text: a character that was typed elsewhere, or Backspace as its control character.
        """
        self.screen.set_focus(self.input)  # at once, so that it gets the next key
        if text == "\x7f":
            self.input.action_delete_left()
        else:
            self.input.insert_text_at_cursor(text)

    def begin(self, drafts: Mapping[str, str], typed: str, entered: Iterable[str] = ()) -> bool:
        """Be ready to type, and restore what was left unfinished last time.

        Args:
            drafts: the drafts on disk, by slot.
            typed: text that was typed while the session was being opened.
            entered: lines that were entered before it, with Enter.

        Returns:
            Whether somebody types already. Then all drafts wait for Enter, also those of forms.
        """
        is_used = bool(typed or entered) or is_typed_ahead(self.app)
        refused_lines = [line for line in entered if not self._capture(line)]
        self.unfinished.add_drafts(drafts, is_used, not is_used)
        if typed or refused_lines:
            self.text = "\n".join(filter(None, (*refused_lines, typed)))
            if not typed:  # else its last word may be typed on
                self.input.end_line()
        elif self.unfinished and not is_used:
            self.unfinished.restore_next(self)
        self.screen.set_focus(self.input)  # at once: the next key may be there already
        self.call_after_refresh(self.input.show_cursor)
        self.has_begun.set()
        return is_used

    def take_over(self, drafts: Mapping[str, str], is_used: bool) -> int:
        """Restore what the other window left unfinished, as this window writes from now on.

        Args:
            drafts: the drafts on disk, by slot.
            is_used: whether somebody types here. Then all texts, also of forms, wait for Enter.

        Returns:
            The number of texts that come later.
        """
        self.unfinished.add_drafts(drafts, is_used, not is_used)
        self.keep_draft(self.text)
        if self.unfinished and not is_used:
            self.unfinished.restore_next(self)
        return len(self.unfinished)

    def restore_draft(self, slot: str, text: str, reason: str = LAST_TIME) -> None:
        """Put a draft into the line whose own place is gone.

        Args:
            slot: the slot of the draft.
            text: its text.
            reason: the message to show with it. Without one, the text waits for Enter.
        """
        comes_now = bool(reason) and not self.text
        self.unfinished.add(slot, text, comes_now)
        if comes_now:
            self.unfinished.restore_next(self, reason)

    def keep_draft(self, text: str, from_slot: str = "") -> None:
        """Keep a text as the draft of the line.

        Args:
            text: the text. Empty once it is in the record.
            from_slot: the slot of the draft that it was before, if it was another.
        """
        step_id = self._step.id if self._step is not None else ""
        self._draft.keep(text, step_id, self.under, from_slot)

    def aim_under(self, node_id: str) -> None:
        """Put text for the tree under this node from now on."""
        self.under = node_id
        self.keep_draft(self.text)

    def open(self, step: Step) -> None:
        """Send text to this step from now on, unless a sign in it says otherwise."""
        self._step = step
        self.keep_draft(self.text)
        self.input.tab_becomes = ", " if find_kind(step.kind).takes_plain_lines else " "
        self._shows_notice = False
        self._show_target()

    def notice(self, message: str) -> None:
        """Show a message above the line until the next key press."""
        self._silence.reset()
        self._shows_notice = True
        waiting = "" if self.text else unfinished_hint(len(self.unfinished))
        self._line_above.show(f"{message} {waiting}".rstrip(), "-notice")

    def _show_target(self) -> None:
        if self._step is None:
            return
        if not self.text.strip():
            self._completion = None
            waiting = unfinished_hint(len(self.unfinished))
            hint = waiting or self._silence.text or hint_of(self._document.method.steps)
            self._line_above.show(hint, "-notice" if waiting else "")
            return
        parts, self._completion = preview_capture(self._document, self._step, self.text, self.under)
        tail = f"      Tab: @{self._completion[1]}" if self._completion is not None else ""
        self._line_above.show(f"→ {'  ·  '.join(parts)}{tail}", "-aimed")

    @property
    def target(self) -> str:
        """Where Enter puts the text."""
        step, text = self._step, self.text
        parts = preview_capture(self._document, step, text, self.under)[0] if step else ()
        return "  ·  ".join(parts[:2])

    def _capture(self, text: str) -> bool:
        """Capture text. Returns False if it has to stay in the line."""
        if not text.strip() and self.unfinished:
            self.unfinished.restore_next(self)
        if self._step is None or not text.strip():
            return False
        if self._document.read_only:
            self.text = text  # it stays in the line
            self.notice(self._document.read_only)
            return False
        if (remaining := without_passphrase(self.app, text)) != text.rstrip():
            self.text = remaining
            self.call_after_refresh(self.notice, NOT_A_LINE)
            return not remaining
        try:
            self.take(read_capture(self._document, self._step, text))
        except CaptureRefused as refused:
            if "\n" in text:  # a paste stays in the line, as typed text does
                self.text = text
            self.call_after_refresh(self.notice, str(refused))
            return False
        return True

    def take(self, lines: Sequence[CapturedLine]) -> None:
        """Capture lines, and empty the line.

        Args:
            lines: what was understood, at least one line.

        Raises:
            CaptureRefused: it cannot go there now. The text stays in the line.
        """
        captured, item_id = capture_lines(self._document, lines, self.under)
        self.text = ""
        self.keep_draft("")
        self._shows_notice = False
        if captured.step is self._step and PANES[captured.step.kind].opens_form:
            hold_keys(self.input)  # the form of the line opens
        self.post_message(self.Caught(captured, item_id))

    @on(CaptureInput.SeveralLines)
    def _show_lines(self, message: CaptureInput.SeveralLines) -> None:
        """Have several lines looked at before they are taken. Until then they wait in the line."""
        message.stop()
        self.text = f"{message.text.rstrip()} "  # the space parts what is typed meanwhile
        lines = read_capture(self._document, self._step, message.text) if self._step else ()
        if any(line.text.strip() for line in lines):
            self.text = waiting_lines(lines) or self.text
            if not self._document.read_only:
                self.post_message(self.Pasted(lines))
        self.input.end_line()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        self._silence.reset()
        self.keep_draft(message.value)
        if message.value or not self._shows_notice:
            self._shows_notice = False
            self._show_target()

    @on(SilencePrompt.Changed)
    def _ask_in_silence(self, message: SilencePrompt.Changed) -> None:
        """Show a question instead of the hint or of an old notice."""
        message.stop()
        if not self.text.strip() and (self._silence.text or not self._shows_notice):
            self._shows_notice = False
            self._show_target()

    @on(CaptureInput.Completing)
    def _complete(self, message: CaptureInput.Completing) -> None:
        message.stop()
        if self._completion is None and self.text.strip():
            # a Tab too many stays in the line, so that the next letters go on with the sentence
            self.input.insert_text_at_cursor("" if self.text.endswith(" ") else " ")
            return
        if self._completion is None:
            # posted here, as a message of the input would not bubble further than this line
            self.post_message(CaptureInput.Left())
            return
        typed_part, completion = self._completion
        self.text = f"{self.text[: len(self.text) - len(typed_part)]}{completion} "
