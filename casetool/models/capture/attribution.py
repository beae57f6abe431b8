"""Who said a line: the name after an at sign, as its first or last word."""

from collections.abc import Iterator

from casetool.models.people.mentions import Mention, mention
from casetool.models.people.model import People, without_end_marks

_DROPPED_MARKS = str.maketrans("", "", ".,;:،؛。、-–—")
"""Marks behind a name that only part it from the words."""
_BEFORE_NAME = frozenset(
    {"about", "against", "and", "at", "behind", "between", "by", "for", "from", "of", "or", "than",
     "to", "toward", "towards", "via", "with", "without"}
)  # fmt: skip
"""Words after which a name belongs to the sentence."""

_TELLS = frozenset(
    {"tell", "tells", "told", "telling", "inform", "informs", "informed", "remind", "reminded",
     "notified", "contacted", "consulted", "invited", "thanked"}
)  # fmt: skip
"""Verbs that hardly end a sentence: a name belongs to it, unless they are passive."""

_PASSIVE = frozenset(
    {"am", "is", "are", "was", "were", "be", "been", "being", "get", "got", "gets", "isn't",
     "aren't", "wasn't", "weren't", "they're", "she's", "he's", "it's", "we're"}
)  # fmt: skip
"""Words before such a verb that make it passive, also with one more between."""

_CLOSED = ("?", "!", "…", ".", "؟")


def speaker_and_text(text: str, people: People, last_speaker: str | None) -> tuple[str | None, str]:
    """The speaker, and the text without the name. A lone ``@`` is the last speaker.

    A name that may be a word of the sentence as well, such as ``@will``, stays in the text.
    """
    for word, remaining, is_last in _outer_words(text):
        if word == "@":
            match = Mention(last_speaker)
        else:
            match = mention(word[1:], people, leads=not is_last)
        if match.target is None:
            continue
        if match.can_be_text:
            return match.target, text
        if is_last and _needs_name(remaining):
            continue
        return match.target, _with_marks(remaining, word) if is_last else remaining
    return None, text


def kept_names(text: str, people: People) -> tuple[str, ...]:
    """A notice where the name of the speaker stays in the words, and how it would not."""
    for word, remaining, is_last in _outer_words(text):
        match = mention(word[1:], people, leads=not is_last)
        is_kept = match.can_be_text or (is_last and _needs_name(remaining))
        if match.target is not None and is_kept:
            other = f", “@{match.sure_form}” does not" if match.sure_form else ""
            return (f"“{word}” stays in the words{other}",)
    return ()


def unclear_mentions(text: str, people: People) -> tuple[str, ...]:
    """A question for each outer word that could name several, and so stays text."""
    return tuple(
        f"“{word}”: {' or '.join(labels)}?"
        for word, _, _ in _outer_words(text)
        if (labels := mention(word[1:], people).labels)
    )


def kept_mentions(text: str, people: People) -> tuple[str, ...]:
    """A notice for each outer word that names somebody where no speaker is kept."""
    return tuple(
        f"“{word}” stays in the words"
        for word, _, _ in _outer_words(text)
        if mention(word[1:], people).target is not None
    )


def _needs_name(text: str) -> bool:
    """Whether a sentence goes on with a name, as “a note from” does: it is no speaker then."""
    *before, last = text.casefold().replace("’", "'").split()[-3:] or [""]
    return last in _BEFORE_NAME or (last in _TELLS and _PASSIVE.isdisjoint(before))


def _outer_words(text: str) -> Iterator[tuple[str, str, bool]]:
    """The last and the first word if they have an at sign, and the text without each."""
    first, _, after = text.partition(" ")
    before, _, final = text.rpartition(" ")
    for word, remaining, is_last in ((final, before.strip(), True), (first, after.strip(), False)):
        if word.startswith("@") and remaining:
            yield word, remaining, is_last


def _with_marks(text: str, word: str) -> str:
    """A text with the marks behind the name that ended it: a question stays a question."""
    marks = word[len(without_end_marks(word)) :] if word != "@" else ""
    kept_marks = marks.translate(_DROPPED_MARKS)
    return text if text.endswith(_CLOSED) and kept_marks.startswith(_CLOSED) else text + kept_marks
