"""Style sheets parsed once for all the apps of a test run: each new app parsed its 32 anew."""

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_RULES: dict[Any, list[RuleSet]] = {}
"""The rules of what was parsed, by all that they come from."""

_parse_rules = Stylesheet._parse_rules


def _parse_rules_once(sheet: Stylesheet, *sources: Any, **named_sources: Any) -> list[RuleSet]:
    """The rules of a style sheet, as one app after the other may have them."""
    variables = tuple(sorted(sheet._variables.items()))
    key = (sources, tuple(sorted(named_sources.items())), variables)
    if key not in _RULES:
        _RULES[key] = _parse_rules(sheet, *sources, **named_sources)
    return _RULES[key]


def parse_css_once() -> None:
    """Let every app of this process share what was parsed."""
    setattr(Stylesheet, "_parse_rules", _parse_rules_once)  # noqa: B010
