"""The list that keeps its place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from casetool.widgets.common.item_list import ItemList, ListRow


class ListApp(App[None]):
    """One list."""

    def compose(self) -> ComposeResult:
        yield ItemList("items")


def rows(*names: str, sign: int = 0) -> list[ListRow]:
    return [ListRow(name, Content(f"words of {name} {sign}"), (name, sign)) for name in names]


@asynccontextmanager
async def shown(*names: str) -> AsyncIterator[ItemList]:
    app = ListApp()
    async with app.run_test():
        items = app.query_one(ItemList)
        items.show_rows(rows(*names))
        yield items


def ids(items: ItemList) -> list[str | None]:
    return [option.id for option in items.options]


async def test_appending_keeps_the_highlight_and_the_old_options() -> None:
    async with shown("a", "b") as items:
        items.select("a")
        before = items.options[0]
        items.show_rows(rows("a", "b", "c"))
        assert ids(items) == ["a", "b", "c"]
        assert items.selected == "a"
        assert items.options[0] is before


async def test_reordering_moves_the_highlight_with_its_row() -> None:
    async with shown("a", "b", "c") as items:
        items.select("c")
        items.show_rows(rows("c", "a", "b"))
        assert items.selected == "c"
        assert items.highlighted == 0


async def test_deleting_the_highlighted_row_goes_to_the_one_after_it() -> None:
    async with shown("a", "b", "c") as items:
        items.select("b")
        items.show_rows(rows("a", "c"))
        assert items.selected == "c"


async def test_deleting_the_last_row_goes_to_the_one_before_it() -> None:
    async with shown("a", "b") as items:
        items.select("b")
        items.show_rows(rows("a"))
        assert items.selected == "a"


async def test_a_row_with_the_same_sign_is_not_drawn_again() -> None:
    async with shown("a", "b") as items:
        prompt = items.options[0].prompt
        items.show_rows([*rows("a"), *rows("b", sign=1)])
        assert items.options[0].prompt is prompt
        assert str(items.options[1].prompt) == "words of b 1"


async def test_an_emptied_list_has_nothing_selected() -> None:
    async with shown("a") as items:
        items.select("a")
        items.show_rows([])
        assert items.selected is None
        items.select_near("a")
        assert items.selected is None


async def test_select_near_takes_the_last_row_when_nothing_is_highlighted() -> None:
    async with shown("a", "b") as items:
        items.select_near()
        assert items.selected == "b"


async def test_markup_in_a_row_is_shown_as_typed() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        items = app.query_one(ItemList)
        items.show_rows([ListRow("a", Content("[/] [TODO] [b]plan"), 1)])
        await pilot.pause()
        assert items.render_line(0).text.strip() == "[/] [TODO] [b]plan"


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(steps=st.lists(NAMES, min_size=2, max_size=6))
async def test_whatever_comes_the_list_shows_it_and_keeps_a_row_that_stays(
    steps: list[list[str]],
) -> None:
    async with shown(*steps[0]) as items:
        for before, after in pairwise(steps):
            items.select_near()
            kept = items.selected
            items.show_rows(rows(*after))
            assert ids(items) == after
            if kept in after:
                assert items.selected == kept
            assert (items.selected is None) == (not after or (not before))


async def test_a_page_is_as_many_rows_as_are_seen_and_none_before_they_are_laid_out() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 10)) as pilot:
        items = app.query_one(ItemList)
        items.show_rows(rows(*map(str, range(50))))
        await pilot.press("home", "pagedown")
        assert items.selected == "10"
        await pilot.press("pagedown", "pageup")
        assert items.selected == "10"
        items.menu_move(1)
        assert items.selected == "11"
        items.menu_move(-1)
        items.menu_move(-1)
        assert items.selected == "9"
        items.styles.height = 0
        while items.size.height:  # laid out when the app comes to it
            await pilot.pause()
        await pilot.press("pagedown", "pageup")
        assert items.selected == "9"
