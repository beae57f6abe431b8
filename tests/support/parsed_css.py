"""Style sheets parsed once for all the apps of a test run: each new app parsed its 32 anew."""

from typing import Any
from weakref import WeakKeyDictionary

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_RULES: dict[Any, list[RuleSet]] = {}
"""The rules of what was parsed, by all that they come from."""

_THEMES: dict[tuple[tuple[str, str], ...], int] = {}
"""Numbers for all values that variables have had."""

_LAST = WeakKeyDictionary[Stylesheet, tuple[dict[str, str], int]]()
"""What variables a style sheet had last, which Textual replaces and never changes, and theirs."""

_parse_rules = Stylesheet._parse_rules


def _parse_rules_once(sheet: Stylesheet, *sources: Any, **named_sources: Any) -> list[RuleSet]:
    """The rules of a style sheet, as one app after the other may have them."""
    key = (sources, tuple(sorted(named_sources.items())), _theme_of(sheet))
    if key not in _RULES:
        _RULES[key] = _parse_rules(sheet, *sources, **named_sources)
    return _RULES[key]


def _theme_of(sheet: Stylesheet) -> int:
    """A number for the variables of a style sheet, the same for the same values.

    There are 200 of them, which were sorted for each part of each sheet of each app.
    """
    known, number = _LAST.get(sheet, ({}, -1))
    if known is not sheet._variables:
        number = _THEMES.setdefault(tuple(sorted(sheet._variables.items())), len(_THEMES))
        _LAST[sheet] = (sheet._variables, number)
    return number


def parse_css_once() -> None:
    """Let every app of this process share what was parsed."""
    setattr(Stylesheet, "_parse_rules", _parse_rules_once)  # noqa: B010
