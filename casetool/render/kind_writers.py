"""How each kind of step is written: a module of ``render/kinds/``, or else as a plain list."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from casetool.models.heading import heading_class
from casetool.render import kinds
from casetool.render.kind_writer import KindWriter


@cache
def find_writer(kind: str) -> KindWriter | None:
    """The writer of a kind. None for a kind without a heading, which is not written as a step.

    Args:
        kind: the name of the kind, as a step has it.
    """
    if heading_class(kind) is None:
        return None
    module = f"{kinds.__name__}.{kind}"
    writer = import_module(module).WRITER if find_spec(module) is not None else KindWriter()
    assert isinstance(writer, KindWriter)
    return writer
