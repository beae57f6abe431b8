"""The capture line: always there, ready to type into, and saying where the words will go."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from casetool.models.base import sanitise, single_line
from casetool.models.capture.grammar import CapturedLine, CaptureRefused
from casetool.models.method import Step, StepKind
from casetool.models.tree.model import FOCAL
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap_to
from casetool.services.meeting.capture import capture_lines, preview_capture
from casetool.services.meeting.drafts import FORM, QUESTION
from casetool.services.sessions.document import Document
from casetool.widgets.capture.capture_input import CaptureInput
from casetool.widgets.capture.silence_prompt import SilencePrompt
from casetool.widgets.common.key_queue import hold_keys

CAPTURE_SLOT = "capture"
"""The draft slot of the words that are still in the line."""

LAST_TIME = "This was not finished last time. Enter keeps it."
"""What is said of words that are here again at the next start."""

MOST_NOTICE_ROWS = 4
"""Rows that a notice takes at most."""


class CaptureLine(Vertical):
    """One line to type into, and above it where the words will go, or the last thing done."""

    DEFAULT_CSS = """
    CaptureLine {
        height: auto; dock: bottom; margin-bottom: 1; background: $panel;
        & #whither {
            height: 1; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & #whither.-aimed { color: $text-primary; text-style: bold; }
        & #whither.-notice { color: $text-warning; }
        & #whither.-long { height: auto; text-wrap: wrap; }
        & #capture { background: $boost; padding: 0 1; }
        & #capture:focus { background: $surface; }
    }
    """

    @dataclass
    class Caught(Message):
        """Words were caught."""

        captured: CapturedLine
        thing: str
        """The id that they got."""

    input = query_one("#capture", CaptureInput)
    _whither = query_one("#whither", Static)
    _silence = query_one(SilencePrompt)

    def __init__(self, document: Document) -> None:
        super().__init__(id="capture-line")
        self.under = FOCAL
        """The tree node that words for the tree go under."""
        self._document = document
        self._step: Step | None = None
        self._completion: tuple[str, str] | None = None
        self._leftovers: deque[tuple[str, str]] = deque()
        self.has_begun = asyncio.Event()
        """Set once what was left unfinished, and what was typed meanwhile, stands here."""
        self._noticed = False
        """Whether a notice stands above an empty line."""

    def compose(self) -> ComposeResult:
        """Where it goes, above what is typed."""
        yield Static(id="whither")
        yield SilencePrompt(self._document)
        yield CaptureInput(self._catch)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.input.value

    @text.setter
    def text(self, text: str) -> None:
        words = str(sanitise(text))
        # a space at the end parts what is there from the next word that is typed
        self.input.value = single_line(words) + words[len(words.rstrip(" ")) :]
        self.input.cursor_position = len(self.input.value)

    def begin(self, drafts: Mapping[str, str], typed: str, entered: Iterable[str] = ()) -> None:
        """Be ready to type; what was left unfinished last time is here again.

        Args:
            drafts: what is kept on disk of unfinished words, by slot.
            typed: what was typed while the session was still being opened.
            entered: the lines that were entered before it, with Enter.
        """
        left = self._left_unfinished(drafts, bool(typed or entered), not typed and not entered)
        stays = [line for line in entered if not self._catch(line)]
        typed = " ".join([*stays, *([typed] if typed else [])])
        self._leftovers = deque(left)
        if typed:
            self.text = typed
        elif self._leftovers:
            self._bring_back()
        self.screen.set_focus(self.input)  # at once: the next key may be there already
        self.call_after_refresh(self.input.show_cursor)
        self.has_begun.set()

    def take_over(self) -> None:
        """This window writes from now on: what the other left unfinished comes back here."""
        own = self.text
        self._leftovers.extend(self._left_unfinished(self._document.drafts(), bool(own), False))
        if own:
            self._document.keep_draft(CAPTURE_SLOT, own)
        elif self._leftovers:
            self._bring_back()

    def restore_draft(self, slot: str, text: str, why: str = LAST_TIME) -> None:
        """Words that were left elsewhere, in a place that is gone: they come back in the line.

        Args:
            slot: the draft slot in which they are kept.
            text: the words.
            why: what to say of them.
        """
        self._leftovers.append((slot, text))
        if not self.text:
            self._bring_back(why)

    def open(self, step: Step) -> None:
        """What is typed now goes to this step, unless it says otherwise."""
        self._step = step
        self._noticed = False
        self._aim()

    def notice(self, words: str) -> None:
        """Say what has just happened; the next key press takes it away."""
        self._silence.reset()
        self._noticed = True
        self._say(words, "-notice")

    def _aim(self) -> None:
        if self._step is None:
            return
        if not self.text.strip():
            self._completion = None
            self._say(self._hint(), "")
            return
        parts, self._completion = preview_capture(self._document, self._step, self.text, self.under)
        tail = f"      Tab: @{self._completion[1]}" if self._completion is not None else ""
        self._say(f"→ {'  ·  '.join(parts)}{tail}", "-aimed")

    def _hint(self) -> str:
        """What could be asked while the room is silent; else what can be typed."""
        if self._silence.words:
            return self._silence.words
        steps = self._document.method.steps
        sigils = [f"{step.sigil} {step.short.lower().rstrip('?')}" for step in steps if step.sigil]
        return "  ".join([*sigils, " = fact ~ feeling % hypothesis @who"])

    def _say(self, words: str, look: str) -> None:
        line = self._whither
        line.set_class(look == "-aimed", "-aimed")
        line.set_class(look == "-notice", "-notice")
        shown, wide = terminal_safe(words), line.size.width
        # what must be read whole takes more rows; all else changes nothing of the layout
        long = look == "-notice" and cells(shown) > wide > 1
        if long:
            shown = "\n".join(wrap_to(shown, wide, MOST_NOTICE_ROWS))
        line.update(Content(shown), layout=long or line.has_class("-long"))
        line.set_class(long, "-long")

    def _left_unfinished(
        self, drafts: Mapping[str, str], other: bool, forms: bool
    ) -> list[tuple[str, str]]:
        """The words that are kept on disk, each with its slot.

        Args:
            drafts: those words, by slot.
            other: whether other words go into the line first: on disk, too, they must not take
                the place of these.
            forms: whether what was typed into a form comes back there, not here.
        """
        elsewhere = (QUESTION, FORM) if forms else (QUESTION,)
        left = [
            (slot, text)
            for slot, text in sorted(drafts.items())
            if text.strip() and not slot.startswith(elsewhere)
        ]
        if not other or CAPTURE_SLOT not in drafts:
            return left
        free = next(
            name for name in map(f"{CAPTURE_SLOT}-{{}}".format, count(2)) if name not in drafts
        )
        self._document.keep_draft(free, drafts[CAPTURE_SLOT])
        return [(free if slot == CAPTURE_SLOT else slot, text) for slot, text in left]

    def _bring_back(self, why: str = LAST_TIME) -> None:
        slot, self.text = self._leftovers.popleft()
        if slot != CAPTURE_SLOT:  # from now on they are kept as what stands in the line
            self._document.keep_draft(CAPTURE_SLOT, self.text)
            self._document.keep_draft(slot, "")
        more = f" ({len(self._leftovers)} more after it)" if self._leftovers else ""
        self.call_after_refresh(self.notice, f"{why}{more}")

    def _catch(self, text: str) -> bool:
        """Catch words; whether they are caught, or must stay in the line."""
        if self._step is None or not text.strip():
            return False
        if self._document.read_only:
            self.text = text  # they stay in the line
            self.notice(self._document.read_only)
            return False
        try:
            captured, thing = capture_lines(self._document, self._step, text, self.under)
        except CaptureRefused as refused:
            if "\n" in text:  # a paste: its words stay in the line, as typed ones do
                self.text = text
            self.call_after_refresh(self.notice, str(refused))
            return False
        self.text = ""
        self._document.keep_draft(CAPTURE_SLOT, "")
        if self._leftovers:
            self._bring_back()
        if captured.step is self._step and captured.step.kind is StepKind.ACTIONS:
            hold_keys(self.input)  # its form opens
        self.post_message(self.Caught(captured, thing))
        return True

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        self._silence.reset()
        self._document.keep_draft(CAPTURE_SLOT, message.value)
        if message.value or not self._noticed:
            self._noticed = False
            self._aim()

    @on(SilencePrompt.Changed)
    def _ask_in_silence(self, message: SilencePrompt.Changed) -> None:
        """A question in the place of the hint, and of what was said before the silence."""
        message.stop()
        if not self.text.strip() and (self._silence.words or not self._noticed):
            self._noticed = False
            self._aim()

    @on(CaptureInput.Completing)
    def _complete(self, message: CaptureInput.Completing) -> None:
        message.stop()
        if self._completion is None:
            # from here: a message of the input that this line sends goes no further than this line
            self.post_message(CaptureInput.Left())
            return
        unfinished, whole = self._completion
        start = self.text[: len(self.text) - len(unfinished)]
        self.input.value = f"{start}{whole} "
        self.input.cursor_position = len(self.input.value)
