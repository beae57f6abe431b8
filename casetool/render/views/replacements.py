"""Replacements told in words: where each stands, what stood there, what it becomes."""

from casetool.models.method import Method
from casetool.models.pseudonyms.replace import Replacement
from casetool.models.text_walk import DETAILS_ID, TextLocation
from casetool.render.text.terminal_safe import terminal_safe


def replacement_place(place: TextLocation, method: Method) -> str:
    """A place for a reader: a heading in a word, a detail, or the people."""
    if place.step:
        found = (one for one in method.steps if one.id == place.step)
        return next((f"{one.number} {one.short}".strip() for one in found), place.step)
    if place.item_id == DETAILS_ID:
        return place.field.capitalize()
    if place.field in ("name", "role", "agency"):
        return f"People, {place.field}"
    return "Corrections" if place.item_id is not None else "What went round"


def describe_replacement(one: Replacement, method: Method) -> str:
    """A replacement in one line, safe for a terminal."""
    words = f"{one.before}{one.real_name}{one.after}".replace("\n", " ")
    line = (
        f"{replacement_place(one.location, method)}: {words}   “{one.real_name}” → “{one.stand_in}”"
    )
    return terminal_safe(line.replace("\n", " ").replace("\t", " "))


def replacement_count(count: int, these: str = "") -> str:
    """How many, in words, such as ``these 12 replacements``."""
    if count == 1:
        return f"{these and 'this '}1 replacement"
    return f"{these}{count} replacements" if count else "no replacement"
