"""The prepared headings as sentences to read aloud, one for each fact."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.method import KindName, Method, Phase, Step
from casetool.models.session import Session
from casetool.render.text.styled_lines import BOLD, PLAIN, QUIET, StyledLines, hang_indent

NOTHING_YET = "Nothing is written down yet."

_ENDS = ".!?…"
_QUOTES = "“”\"'‘’«»"


@dataclass(frozen=True, slots=True)
class RecapSentence:
    """A sentence to read aloud."""

    id: str
    """The id of the entry, of the first document, or of a step without entries."""
    text: str
    source: str = ""
    """The source of the fact, read aloud only on request."""


@dataclass(frozen=True, slots=True)
class RecapBlock:
    """A heading, and the sentences to read aloud under it."""

    heading: str
    sentences: tuple[RecapSentence, ...]


def recap(session: Session, method: Method) -> tuple[RecapBlock, ...]:
    """List the prepared headings without private ones, and without the authors of entries.

    Args:
        session: the session.
        method: its method, which defines the prepared headings.
    """
    return tuple(
        RecapBlock(
            f"{step.number} {step.title}".strip(),
            tuple(_sentences(session, step)) or (RecapSentence(step.id, NOTHING_YET),),
        )
        for step in method.of_kind(KindName.ENTRIES)
        if step.phase is Phase.BEFORE and not step.private
    )


def recap_lines(
    session: Session, method: Method, width: int, sentence_ids: Collection[str] = ()
) -> StyledLines:
    """Render the recap as lines.

    Args:
        session: the session.
        method: its method.
        width: columns.
        sentence_ids: the ids of sentences to show. Empty for all of them.
    """
    lines: list[tuple[str, str]] = []
    for block in recap(session, method):
        sentences = [
            sentence
            for sentence in block.sentences
            if not sentence_ids or sentence.id in sentence_ids
        ]
        if not sentences:
            continue
        lines += [(PLAIN, "")] if lines else []
        lines += hang_indent(BOLD, block.heading, width)
        for sentence in sentences:
            lines += _sentence_lines(sentence, width)
    return tuple(lines)


def recap_pages(
    session: Session, method: Method, width: int, height: int
) -> tuple[tuple[str, ...], ...]:
    """Divide the recap among screens, at least one, as ids of sentences.

    Args:
        session: the session.
        method: its method.
        width: columns of a screen.
        height: rows of a screen.
    """
    pages: list[tuple[str, ...]] = [()]
    rows = 0
    for block in recap(session, method):
        heading_rows = len(hang_indent(BOLD, block.heading, width))
        for index, sentence in enumerate(block.sentences):
            sentence_rows = len(_sentence_lines(sentence, width))
            added = sentence_rows + (0 if index else heading_rows + bool(pages[-1]))
            if pages[-1] and rows + added > height:
                pages.append((sentence.id,))
                rows = heading_rows + sentence_rows
            else:
                pages[-1] = (*pages[-1], sentence.id)
                rows += added
    return tuple(pages)


def _sentence_lines(sentence: RecapSentence, width: int) -> StyledLines:
    source = hang_indent(QUIET, sentence.source, width, "    ") if sentence.source else ()
    return ((PLAIN, ""), *hang_indent(PLAIN, sentence.text, width, "  "), *source)


def _sentences(session: Session, step: Step) -> Iterator[RecapSentence]:
    heading = session.heading(step.id)
    entries = heading.entries if isinstance(heading, Entries) else ()
    documents = [
        entry for entry in entries if entry.kind is EntryKind.DOCUMENT and entry.text.strip()
    ]
    if documents:
        titles = "; ".join(_one_line(entry.text).rstrip(".") for entry in documents)
        yield RecapSentence(documents[0].id, f"We have: {titles}.")
    for entry in entries:
        if entry.kind is not EntryKind.DOCUMENT and entry.text.strip():
            yield RecapSentence(entry.id, _as_sentence(entry), _one_line(entry.source))


def _as_sentence(entry: Entry) -> str:
    """An entry as a sentence, with the child's own words in quotation marks."""
    text = _one_line(entry.text)
    if entry.kind is EntryKind.CHILD:
        return f"“{text.strip(_QUOTES) or text}”"
    text = f"{text[0].upper()}{text[1:]}"
    if text.rstrip(_QUOTES + ")")[-1:] not in _ENDS:
        text = f"{text}."
    opinion_kind = entry.kind in (EntryKind.FEELING, EntryKind.HYPOTHESIS) and entry.kind
    return f"{opinion_kind.value.capitalize()}: {text}" if opinion_kind else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
