"""Opens the menu of what can be done with the selected item of the open step."""

from textual.screen import Screen
from textual.widget import Widget

from casetool.screens.dialogs.item_menu import ItemMenuScreen
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.item_menu import MenuItem, MenuOwner, run_menu_item
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.panes.kind_pane import Pane

NOTHING_SELECTED = "Nothing is highlighted here. The arrows choose a line."


def owner_in(pane: Pane | Widget | None) -> MenuOwner | None:
    """What has a menu in a pane: its list, or the pane itself. None where nothing is selected.

    Args:
        pane: the pane of the open step, or the board over it.
    """
    owner = pane.items if isinstance(pane, ListPane) else pane
    return owner if isinstance(owner, MenuOwner) and owner.menu().title else None


def open_item_menu(screen: Screen[None], pane: Pane | Widget | None, line: CaptureLine) -> None:
    """Open the menu, and do what is chosen in it once it is closed.

    Args:
        screen: the screen of the session.
        pane: the pane of the open step, or the board over it. An open form is stored and closed.
        line: the capture line, which takes what somebody types on with.
    """
    if isinstance(pane, Pane):
        pane.leave()
    owner = owner_in(pane)
    if owner is None:
        line.notice(NOTHING_SELECTED)
        return

    def closed(result: MenuItem | str | None) -> None:
        if isinstance(result, MenuItem):
            if result.opens_form and screen.focused is not None:
                hold_keys(screen.focused)  # the next keys are for the form
            screen.call_later(run_menu_item, owner, result)
        elif result:
            line.type_on(result)

    screen.app.push_screen(ItemMenuScreen(owner), closed)
