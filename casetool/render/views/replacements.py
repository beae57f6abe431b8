"""Replacements of names in words: the location, the old text and the new text."""

from casetool.models.ids import DETAILS_ID
from casetool.models.method import Method
from casetool.models.pseudonyms.replace import Replacement
from casetool.models.text_walk import TextLocation
from casetool.render.text.terminal_safe import terminal_safe


def replacement_place(location: TextLocation, method: Method) -> str:
    """Name the location of a text: a heading, a detail, or the people."""
    if location.step:
        titles = (step for step in method.steps if step.id == location.step)
        return next((f"{step.number} {step.short}".strip() for step in titles), location.step)
    if location.item_id == DETAILS_ID:
        return location.field.capitalize()
    if location.field in ("name", "role", "agency"):
        return f"People, {location.field}"
    return "Corrections" if location.item_id is not None else "What went round"


def describe_replacement(replacement: Replacement, method: Method) -> str:
    """Describe a replacement in one line, safe for a terminal."""
    context = f"{replacement.before}{replacement.real_name}{replacement.after}".replace("\n", " ")
    change = f"“{replacement.real_name}” → “{replacement.stand_in}”"
    line = f"{replacement_place(replacement.location, method)}: {context}   {change}"
    return terminal_safe(line.replace("\n", " ").replace("\t", " "))


def replacement_count(count: int, determiner: str = "") -> str:
    """The number of replacements, such as ``these 12 replacements``."""
    if count == 1:
        return f"{determiner and 'this '}1 replacement"
    return f"{determiner}{count} replacements" if count else "no replacement"
