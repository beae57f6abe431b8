"""An input of one line keeps what was typed, whatever key slips in between."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Input, TextArea

import casetool
from casetool.widgets.common.line_input import LetterInput
from casetool.widgets.common.prose_area import ProseArea

SLIPS = ("f6", "f7", "ctrl+a", "ctrl+shift+a", "super+a", "ctrl+e")
"""Keys that select or move in fields, here or elsewhere."""


class Fields(App[None]):
    """A field of each kind."""

    def compose(self) -> ComposeResult:
        yield LetterInput()
        yield ProseArea()


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("kind", [LetterInput, ProseArea])
async def test_no_key_lets_the_next_letter_replace_the_words(
    kind: type[LetterInput | ProseArea], slip: str
) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(kind)
        field.focus()
        await pilot.press(*"mum cried", slip, *"hm")
        text = field.value if isinstance(field, Input) else field.text
        assert text in ("mum criedhm", "hmmum cried")


def test_every_field_of_ours_is_such_a_field() -> None:
    for module in pkgutil.walk_packages(casetool.__path__, "casetool."):
        if module.name.startswith(("casetool.widgets", "casetool.screens")):
            importlib.import_module(module.name)
    for base, ours in ((Input, LetterInput), (TextArea, ProseArea)):
        kinds = set(_below(base))
        others = {
            kind for kind in kinds if kind.__module__.startswith("casetool") and kind is not ours
        }
        assert others
        assert all(issubclass(kind, ours) for kind in others)


def _below(kind: type[Widget]) -> Iterator[type[Widget]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)
