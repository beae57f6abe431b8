"""What people read and answer for a field: declared once, on the field itself."""

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How a field is asked for and shown. It stands in the annotation of the model's field.

    Forms, checks, notes, plain text, tables, calendars and lists of changes all read it. A field
    with a spec can be corrected after the notes went out.
    """

    label: str
    """The field in a few words: ``How we will know``."""
    hint: str = ""
    """What belongs there, shown while a form's field is empty."""
    question: str = ""
    """The field as a question in full, for a table of its own."""
    column: str = ""
    """The question in short, for the table of the notes."""
    in_form: bool = True
    """Whether a form asks for it. Other fields have keys of their own."""
    prose: bool = False
    """Whether it holds sentences, in which ``/`` begins a private jotting."""
    smart: bool = False
    """Whether an action needs it to be SMART (Case Discussion Tool, What needs to happen next)."""

    @property
    def name(self) -> str:
        """The label within a sentence: ``how we will know``."""
        return self.label[:1].lower() + self.label[1:]


@cache
def field_specs(model: type[BaseModel]) -> dict[str, FieldSpec]:
    """The specs of a model's fields by their names, in the order of the model.

    Args:
        model: the class of the value.
    """
    return {
        name: part
        for name, field in model.model_fields.items()
        for part in field.metadata
        if isinstance(part, FieldSpec)
    }


def form_specs(model: type[BaseModel]) -> dict[str, FieldSpec]:
    """The specs of the fields that a form asks for.

    Args:
        model: the class of the value.
    """
    return {name: spec for name, spec in field_specs(model).items() if spec.in_form}
