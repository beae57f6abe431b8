"""Finds text that is cut on a screen without a sign that it is."""

import re
from collections.abc import Iterator
from typing import Any

from textual.command import CommandPalette
from textual.content import Content
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input

MORE = "…"


def cuts(screen: Screen[Any]) -> list[str]:
    """Where something is cut unseen: which widget, and what it shows there."""
    if isinstance(screen, CommandPalette):
        return []  # Textual's own
    found = []
    for widget in screen.walk_children(Widget):
        if widget.has_class("-textual-system") or not _is_seen(widget):
            continue
        found += [f"{widget!r}: {words}" for words in _cuts_of(widget)]
    return found


def _is_seen(widget: Widget) -> bool:
    return bool(widget.display and widget.visible and widget.region)


def _cuts_of(widget: Widget) -> Iterator[str]:
    size, whole = widget.scrollable_content_region.size, widget.virtual_size
    if widget.is_container or isinstance(widget, ScrollView):
        if whole.height > size.height and not widget.show_vertical_scrollbar:
            yield f"{whole.height} rows in {size.height}, and no scrollbar"
        if whole.width > size.width and not _may_go_on(widget):
            yield f"{whole.width} columns in {size.width}, and no scrollbar"
        return
    drawn = [_drawn(widget, y) for y in range(widget.size.height)]
    content = widget.render()
    if isinstance(content, Content):
        yield from _lost(content.plain, drawn)


def _may_go_on(widget: Widget) -> bool:
    return widget.show_horizontal_scrollbar or isinstance(widget, Input)


def _drawn(widget: Widget, y: int) -> str:
    return widget.render_line(y).text.rstrip()


def _lost(whole: str, drawn: list[str]) -> Iterator[str]:
    """What is missing of a text, where no row says so."""
    wanted, seen = _bare(whole), [_bare(row) for row in drawn]
    for row in seen:
        if wanted.startswith(row):
            wanted = wanted[len(row) :]
        elif row.endswith(MORE) and wanted.startswith(row.removesuffix(MORE)):
            if row == seen[-1]:
                return
            # the rest of this line is left out, and that is told: go on with the next one
            wanted = _after(wanted, row, seen)
        else:
            yield f"{row!r} is not of {wanted[:60]!r}"
            return
    if wanted:
        yield f"{wanted[:60]!r} is left out after {drawn[-1:]!r}"


def _after(wanted: str, row: str, seen: list[str]) -> str:
    following = seen[seen.index(row) + 1].removesuffix(MORE)
    place = wanted.find(following) if following else -1
    return wanted[place:] if place >= 0 else wanted[len(row) - 1 :]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
