"""The page on the action log holds to what is written: its columns, its options, its rule."""

import re
from pathlib import Path

from casetool.cli.arguments.parser import build_parser
from casetool.cli.arguments.registry import all_verbs
from casetool.render.views.action_log import COLUMNS
from casetool.render.views.calendar import event_summary
from tests.render.views.test_calendar import action, log_of

PAGE = (Path(__file__).parents[2] / "docs" / "actions.md").read_text(encoding="utf-8")


def test_the_page_names_the_columns_in_their_order() -> None:
    told = " ".join(PAGE.partition("columns are: ")[2].partition("\n\n")[0].split())
    assert re.findall(r"\*([^*]+)\*", told) == list(COLUMNS)


def test_each_option_is_one_that_there_is() -> None:
    top = build_parser(all_verbs())
    lines = re.findall(r"^    casetool (actions .*?)(?:  +#.*)?$", PAGE, re.MULTILINE)
    assert len(lines) == 6
    for line in lines:
        assert top.parse_args(line.split()).verb == "actions"
    (verbs,) = [one for one in top._actions if one.dest == "verb"]
    assert verbs.choices is not None
    ours = {name for one in dict(verbs.choices)["actions"]._actions for name in one.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", PAGE)) <= ours


def test_the_entry_that_it_shows_is_the_one_that_is_made() -> None:
    assert f"*{event_summary(log_of(action())[0])}*" in PAGE
