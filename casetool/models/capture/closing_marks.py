"""The mark that closes the child's own words."""

import re

_CLOSERS = {
    '"': '"', "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›",
    "›": "‹", "「": "」", "『": "』", "〝": "〞〟",
}  # fmt: skip
"""Which marks close what a mark opens."""

_BEHIND = r"(?=\s*[.,;!?…]?\s*(?:@\S*\s*[.,;!?…]?\s*)?(?:\|.*)?$)"
"""What may stand behind the closing mark: a stop, whoever said it, and a source."""


def without_closing_mark(text: str, opening: str) -> str:
    """The words without the mark that closes them, which stands at their end.

    A mark that closes words quoted within them stays.

    Args:
        text: what follows the opening mark.
        opening: that mark.
    """
    closers = _CLOSERS.get(opening, "")
    match = re.search(rf"\s*([{re.escape(closers)}]){_BEHIND}", text) if closers else None
    if match is None or not text[: match.start()].strip():
        return text
    before, mark = text[: match.start()], match[1]
    is_inner = before.count(mark) % 2 if mark == opening else before.count(opening)
    closed = sum(before.count(closer) for closer in closers if closer != opening)
    if is_inner > (closed if mark != opening else 0):
        return text
    return before + text[match.end() :]
