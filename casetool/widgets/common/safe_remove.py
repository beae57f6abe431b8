"""Removing a widget so that it is not drawn again while it is removed."""

from textual.widget import Widget


def remove_safely(widget: Widget) -> None:
    """Hide a widget at once, and remove it after the next refresh.

    Textual may draw a widget that is being removed once more, when its styles are gone already.
    The app would end with a `KeyError`.

    Args:
        widget: a widget that is mounted.
    """
    widget.display = False

    def remove() -> None:
        widget.remove()

    widget.screen.call_after_refresh(remove)
