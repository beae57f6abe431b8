"""What was prepared before the discussion, made to be read aloud: a sentence for each fact."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.method import Method, Phase, Step, StepKind
from casetool.models.session import Session
from casetool.render.text.styled_lines import BOLD, MUTED, PLAIN, StyledLines, hang_indent

NOTHING_YET = "Nothing is written down yet."

_ENDS = ".!?…"
_QUOTES = "“”\"'‘’«»"


@dataclass(frozen=True, slots=True)
class RecapSentence:
    """What is read aloud in one breath."""

    id: str
    """The entry; of the documents the first one; of a heading without words its step."""
    words: str
    source: str = ""
    """Where it stands; not read aloud unless somebody asks."""


@dataclass(frozen=True, slots=True)
class RecapBlock:
    """A heading, and what is read aloud under it."""

    heading: str
    sentences: tuple[RecapSentence, ...]


def recap(session: Session, method: Method) -> tuple[RecapBlock, ...]:
    """What was prepared, heading by heading; nothing that is private, and nobody who said it.

    Args:
        session: the session.
        method: its method, which says what belongs before the discussion.
    """
    return tuple(
        RecapBlock(
            f"{step.number} {step.title}".strip(),
            tuple(_sentences(session, step)) or (RecapSentence(step.id, NOTHING_YET),),
        )
        for step in method.of_kind(StepKind.ENTRIES)
        if step.phase is Phase.BEFORE and not step.private
    )


def recap_lines(
    session: Session, method: Method, width: int, chosen: Collection[str] = ()
) -> StyledLines:
    """What was prepared, as it is read aloud.

    Args:
        session: the session.
        method: its method.
        width: columns.
        chosen: the sentences that are wanted, by id; all of them without any.
    """
    lines: list[tuple[str, str]] = []
    for block in recap(session, method):
        wanted = [one for one in block.sentences if not chosen or one.id in chosen]
        if not wanted:
            continue
        lines += [(PLAIN, "")] if lines else []
        lines += hang_indent(BOLD, block.heading, width)
        for sentence in wanted:
            lines.append((PLAIN, ""))
            lines += hang_indent(PLAIN, sentence.words, width, "  ")
            lines += hang_indent(MUTED, sentence.source, width, "    ") if sentence.source else ()
    return tuple(lines)


def recap_pages(
    session: Session, method: Method, width: int, height: int
) -> tuple[tuple[str, ...], ...]:
    """The sentences that fit on a screen together, screen after screen, by id; at least one.

    Args:
        session: the session.
        method: its method.
        width: columns of a screen.
        height: rows of a screen.
    """
    pages: list[tuple[str, ...]] = [()]
    for block in recap(session, method):
        for sentence in block.sentences:
            page = (*pages[-1], sentence.id)
            if pages[-1] and len(recap_lines(session, method, width, page)) > height:
                pages.append((sentence.id,))
            else:
                pages[-1] = page
    return tuple(pages)


def _sentences(session: Session, step: Step) -> Iterator[RecapSentence]:
    heading = session.heading(step.id)
    entries = heading.entries if isinstance(heading, Entries) else ()
    papers = [one for one in entries if one.kind is EntryKind.DOCUMENT and one.text.strip()]
    if papers:
        names = "; ".join(_one_line(one.text).rstrip(".") for one in papers)
        yield RecapSentence(papers[0].id, f"We have: {names}.")
    for entry in entries:
        if entry not in papers and entry.text.strip():
            yield RecapSentence(entry.id, _aloud(entry), _one_line(entry.source))


def _aloud(entry: Entry) -> str:
    """An entry as a sentence; the child's own words as they were said, in quotation marks."""
    words = _one_line(entry.text)
    if entry.kind is EntryKind.CHILD:
        return f"“{words.strip(_QUOTES) or words}”"
    words = f"{words[0].upper()}{words[1:]}"
    if words.rstrip(_QUOTES + ")")[-1:] not in _ENDS:
        words = f"{words}."
    opinion = entry.kind in (EntryKind.FEELING, EntryKind.HYPOTHESIS) and entry.kind
    return f"{opinion.value.capitalize()}: {words}" if opinion else words


def _one_line(text: str) -> str:
    return " ".join(text.split())
