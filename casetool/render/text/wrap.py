"""Words wrapped by the cells that they take in a terminal."""

from rich.cells import cell_len, chop_cells, set_cell_size


def cells(text: str) -> int:
    """The columns that a text takes: wide characters count as two."""
    return cell_len(text)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """A text as lines of at most so many columns; its own line ends stay, long words break.

    Runs of spaces and tabs become one space; other kinds of spaces do not break a line.

    Args:
        text: the words.
        width: columns, at least 2.
    """
    lines: list[str] = []
    for paragraph in text.replace("\t", " ").split("\n"):
        line = ""
        for word in filter(None, paragraph.split(" ")):
            pieces = chop_cells(word, width) if cells(word) > width else [word]
            for number, piece in enumerate(pieces):
                gap = " " if line and number == 0 else ""
                if line and cells(line) + len(gap) + cells(piece) > width:
                    lines.append(line)
                    line, gap = "", ""
                line += gap + piece
        lines.append(line)
    return tuple(lines)


def wrap_to(text: str, width: int, rows: int) -> tuple[str, ...]:
    """A text wrapped to so many rows at most; where it is cut, the last one ends in ``…``.

    Args:
        text: the words.
        width: columns, at least 2.
        rows: how many rows there are, at least 1.
    """
    lines = wrap(text, width)
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    last = last if cells(last) < width else set_cell_size(last, width - 1).rstrip()
    return (*lines[: rows - 1], f"{last}…")
