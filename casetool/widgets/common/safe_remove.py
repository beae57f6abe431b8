"""Taking a widget off the screen so that nothing draws it once more."""

from textual.widget import Widget


def remove_safely(widget: Widget) -> None:
    """Hide a widget at once, and remove it when nothing can draw it any more.

    Textual may draw once more what is just being removed, when its styles are gone already; the
    app would end with a `KeyError`.

    Args:
        widget: what has done its work; it is in the app.
    """
    widget.display = False

    def remove() -> None:
        widget.remove()

    widget.screen.call_after_refresh(remove)
