"""In which form a paper is wanted: one key."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from casetool.render.formats.notes_format import FORM_NAMES, Form
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.widgets.common.messages import Choice

KEYS = {Form.WORD: "w", Form.PAGE: "h", Form.PDF: "p", Form.MARKDOWN: "m"}
"""The key of each form, the usual one first."""


def pick_form(app: App[Any], then: Callable[[Form], object]) -> None:
    """Let the facilitator pick a form.

    Args:
        app: shows the list.
        then: is called with the form, where one was picked.
    """

    def picked(choice: str | None) -> None:
        if choice is not None:
            then(Form(choice))

    choices = tuple(Choice(form.value, FORM_NAMES[form], key) for form, key in KEYS.items())
    app.push_screen(PickScreen("In which form?", choices), picked)
