"""The kinds of step there are: one for each module of ``models/kinds/``."""

from functools import cache
from importlib import import_module

from casetool.models import kinds
from casetool.models.step_kind import StepKind


@cache
def find_kind(name: str) -> StepKind:
    """A kind by its name, as a step has it.

    Raises:
        ModuleNotFoundError: there is none.
    """
    kind = import_module(f"{kinds.__name__}.{name}").KIND
    assert isinstance(kind, StepKind)
    return kind
