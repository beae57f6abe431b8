"""Standard error whose write errors are ignored, so that a closed pipe stops no verb."""

import io
import os
import sys
from typing import TextIO


class ErrorStream(io.TextIOBase):
    """Standard error, where a write that fails is dropped, and the work goes on.

    What reads it may end in the middle, as ``head`` does, and a terminal may be closed.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream as long as somebody takes it.

        Args:
            stream: standard error as it was.
        """
        self._stream = stream

    def write(self, text: str, /) -> int:
        """Write a text, or drop it."""
        try:
            return self._stream.write(text)
        except OSError:
            self._drop_the_rest()
            return len(text)

    def flush(self) -> None:
        """Hand on what is buffered, or drop it."""
        try:
            self._stream.flush()
        except OSError:
            self._drop_the_rest()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """The descriptor."""
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding, which a program that draws on a terminal asks for."""
        return self._stream.encoding

    def _drop_the_rest(self) -> None:
        """Send what is still buffered nowhere, or Python would try again when it ends."""
        if self._stream is sys.__stderr__:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
