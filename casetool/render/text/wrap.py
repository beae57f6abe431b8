"""Wrap text by the columns that it takes in a terminal."""

from rich.cells import cell_len, chop_cells, set_cell_size


def cells(text: str) -> int:
    """Count the columns of a text. Wide characters count as two."""
    return cell_len(text)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Wrap a text to a width. Its own line ends stay, and long words break.

    Runs of spaces and tabs become one space. Other kinds of spaces do not break a line.

    Args:
        text: text to wrap.
        width: columns, at least 2.
    """
    lines: list[str] = []
    for paragraph in text.replace("\t", " ").split("\n"):
        line = ""
        for word in filter(None, paragraph.split(" ")):
            pieces = chop_cells(word, width) if cells(word) > width else [word]
            for index, piece in enumerate(pieces):
                gap = " " if line and index == 0 else ""
                if line and cells(line) + len(gap) + cells(piece) > width:
                    lines.append(line)
                    line, gap = "", ""
                line += gap + piece
        lines.append(line)
    return tuple(lines)


def wrap_to(text: str, width: int, rows: int) -> tuple[str, ...]:
    """Wrap a text to a number of rows. A cut text ends in ``…``.

    Args:
        text: text to wrap.
        width: columns, at least 2.
        rows: most rows, at least 1.
    """
    lines = wrap(text, width)
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    last = last if cells(last) < width else set_cell_size(last, width - 1).rstrip()
    return (*lines[: rows - 1], f"{last}…")
