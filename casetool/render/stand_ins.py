"""Replacements told in words: where each stands, what stood there, what it becomes."""

from casetool.models.method import Method
from casetool.models.stand_ins import Replacement
from casetool.models.texts import DETAILS, Place
from casetool.render.visible import visible


def where(place: Place, method: Method) -> str:
    """A place for a reader: a heading in a word, a detail, or the people."""
    if place.step:
        step = method.step(place.step)
        return f"{step.number} {step.short}".strip()
    if place.thing == DETAILS:
        return place.field.capitalize()
    return f"People, {place.field}"


def told(one: Replacement, method: Method) -> str:
    """A replacement in one line, safe for a terminal."""
    words = f"{one.before}{one.stood}{one.after}".replace("\n", " ")
    line = f"{where(one.place, method)}: {words}   “{one.stood}” → “{one.becomes}”"
    return visible(line.replace("\n", " ").replace("\t", " "))


def counted(count: int, these: str = "") -> str:
    """How many, in words, such as ``these 12 replacements``."""
    if count == 1:
        return f"{these and 'this '}1 replacement"
    return f"{these}{count} replacements" if count else "no replacement"
