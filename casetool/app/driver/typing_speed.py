"""How fast keys come: what no hand types is a paste without its marks."""

from math import inf

KEYS_PER_SECOND = 50
"""What no hand types. What comes faster from a terminal is a paste without its marks."""

SLACK_KEYS = 2
"""How many keys may come at once however quickly: two fingers can be on the keys."""

STOPPED_SECONDS = 0.5
"""Seconds between two looks after which the process did not run. Input is looked for more often."""

_MOST_KEYS_COUNTED = 10
"""Keys of a paste that are remembered, so that it soon counts as over."""


class TypingSpeed:
    """Counts the keys that come faster than anybody types, however they are read."""

    def __init__(self) -> None:
        self._quick_keys = 0.0
        """How many keys came faster than anybody types, and came just now."""
        self._looked_at = -inf
        """When the input was last looked at: what comes now was typed since then."""
        self._ticked_at = -inf
        self.is_text = self.is_quick = self.has_named_key = False
        self.is_burst = False
        """Whether more keys came at once than a hand types, whichever they are."""

    def measure(self, data: str, now: float) -> bool:
        """Count what was read.

        Args:
            data: what was read at once.
            now: the time.

        Returns:
            Whether what came before is so long ago that this begins anew.
        """
        forgotten = (now - self._looked_at) * KEYS_PER_SECOND
        begins = self._quick_keys <= forgotten
        # a key with a name, such as F5, is never pasted
        self.has_named_key = (self.has_named_key and not begins) or "\x1b" in data
        quick_keys = max(0.0, self._quick_keys + len(data) - forgotten)
        self.is_burst = quick_keys > SLACK_KEYS
        self.is_text = self.is_burst and not self.has_named_key
        self.is_quick = quick_keys > 1 and not self.has_named_key
        self._quick_keys = min(quick_keys, _MOST_KEYS_COUNTED)
        self._looked_at = now
        return begins

    def forget(self, now: float) -> None:
        """Forget as many quick keys as a hand could have typed since the last look."""
        forgotten = (now - self._looked_at) * KEYS_PER_SECOND
        self._quick_keys = max(0.0, self._quick_keys - forgotten)
        # after a stop, the look that was interrupted has found nothing, though keys wait
        was_stopped = -inf < self._ticked_at < now - STOPPED_SECONDS
        self._looked_at = self._looked_at if was_stopped else now
        self._ticked_at = now
