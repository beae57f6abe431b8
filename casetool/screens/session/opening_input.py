"""The line in which text is typed while a session opens."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip

from casetool.storage.context import StorageContext
from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.key_queue import type_first
from casetool.widgets.common.line_input import (
    LetterInput,
    put_pasted_line,
    with_pasted_lines,
)
from casetool.widgets.common.paste_as_keys import TypedAtOnce

if TYPE_CHECKING:
    from casetool.services.sessions.document import Document
    from casetool.services.sessions.opening_copy import OpeningCopy

COPY_PAUSE_SECONDS = 1.0
"""Seconds after which typed text is in an emergency copy, where the session has not opened."""


class OpeningInput(LetterInput):
    """A capture line that collects entered lines until the session can take them.

    Args:
        text: what was typed before.
        resolved_path: the session file after following links.
        storage: the session's storage context.
    """

    def __init__(self, text: str, resolved_path: Path, storage: StorageContext) -> None:
        super().__init__(text, id="opening-line", compact=True)
        self._resolved_path, self._storage = resolved_path, storage
        self._copy: OpeningCopy | None = None
        self._is_copy_due, self._has_left_copy = False, False
        self.cursor_blink = False
        self.entered: list[str] = []

    class Entered(Message):
        """Reports that a line was entered."""

    @property
    def all_lines(self) -> list[str]:
        """The lines entered and the text of the line, none blank."""
        return [text for text in (*self.entered, self.value) if text.strip()]

    def leave_copy(self, lines: Sequence[str]) -> bool:
        """Leave lines to the next start, and say whether they are in an emergency copy.

        Args:
            lines: all that was typed.
        """
        self._has_left_copy = self._is_copied(lines)
        if self._copy is not None and self._has_left_copy:
            self._copy.release()
        return self._has_left_copy

    async def hand_over(self, document: "Document") -> tuple[str, tuple[str, ...]]:
        """All that was typed. Its copy is deleted once the session has saved it.

        Args:
            document: the session that gets it.
        """
        typed = await self.all_typed()
        if self._copy is not None:
            self._has_left_copy = True
            target = partial(self._copy.drop_once_kept, document)
            # as soon as whoever asked has given all of it to the session
            asyncio.get_running_loop().call_soon(Thread(target=target).start)
        return typed

    def drop_copy(self) -> None:
        """Delete the copy: all that was typed is elsewhere."""
        self._has_left_copy = True
        if self._copy is not None:
            self._copy.keep(())

    def on_unmount(self) -> None:
        """Delete the copy, unless the next start or a session needs it."""
        if self._copy is not None and not self._has_left_copy:
            if self.all_lines:
                self._copy.release()  # nobody has taken them
            else:
                self._copy.keep(())

    def on_input_changed(self) -> None:
        """Keep what is typed, as long as the session does not open."""
        if not self._is_copy_due:
            self._is_copy_due = True
            self.set_timer(COPY_PAUSE_SECONDS, self._copy_typed)

    def _copy_typed(self) -> None:
        self._is_copy_due = False
        if not self._has_left_copy:
            self._is_copied(self.all_lines)

    def _is_copied(self, lines: Sequence[str]) -> bool:
        # imported here: the first picture does not wait for the models
        from casetool.services.sessions.opening_copy import OpeningCopy

        if self._copy is None:
            self._copy = OpeningCopy(self._resolved_path, self._storage)
        return self._copy.keep(lines)

    async def all_typed(self) -> tuple[str, tuple[str, ...]]:
        """The text of the line and the lines entered, none blank, once every key is processed."""
        processed = asyncio.Event()
        if self.call_later(processed.set):
            await processed.wait()
        typed = self.value if self.value.strip() else ""
        return typed, tuple(filter(str.strip, self.entered))

    def render_line(self, y: int) -> Strip:
        """Draw the row, with ellipses where the text is cut off."""
        return mark_cut_ends(self, super().render_line(y))

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste. Of several lines a mark stands where each ends, as Enter shows them first.

        The session shows them once it is open. A jotting among them stays one.
        """
        event.prevent_default()
        event.stop()
        text = with_pasted_lines(self.value, event, self.cursor_position)
        if text is None:
            put_pasted_line(self, event)
        elif isinstance(event, TypedAtOnce) and event.is_short:
            type_first(self.app, event.keys())  # typed ahead, and here every key is a word
        else:
            self.value, self.cursor_position = text, len(text)

    def on_key(self, event: events.Key) -> None:
        """Start a new line on Enter. It has only a mark behind lines that nobody has seen yet."""
        if event.key == "enter":
            from casetool.models.capture.line_marks import LINE_MARK

            event.stop()
            event.prevent_default()
            if LINE_MARK not in self.value:
                self._enter(self.value)
            elif not self.value.rstrip().endswith(LINE_MARK):
                self.value = f"{self.value.rstrip()} {LINE_MARK} "
                self.cursor_position = len(self.value)

    def _enter(self, text: str) -> None:
        self.entered.append(text)
        self.value = ""
        self.post_message(self.Entered())
