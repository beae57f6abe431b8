"""How each kind of step is written: a module of ``render/kinds/``, or else as a plain list."""

from importlib import import_module
from importlib.util import find_spec

from casetool.models.heading import heading_class, kind_names
from casetool.render import kinds
from casetool.render.kind_writer import KindWriter


def _writer_of(kind: str) -> KindWriter:
    module = f"{kinds.__name__}.{kind}"
    writer = import_module(module).WRITER if find_spec(module) is not None else KindWriter()
    assert isinstance(writer, KindWriter)
    return writer


WRITERS = {kind: _writer_of(kind) for kind in kind_names() if heading_class(kind) is not None}
"""The writer of each kind that has headings. Steps of other kinds are not written."""
