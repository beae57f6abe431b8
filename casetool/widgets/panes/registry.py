"""The pane of each kind of step: a module of ``widgets/kinds/``, or else a plain list."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from casetool.widgets import kinds
from casetool.widgets.panes.kind_pane import KindPane


@cache
def find_pane(kind: str) -> KindPane:
    """The pane of a kind.

    Args:
        kind: the name of the kind, as a step has it.
    """
    module = f"{kinds.__name__}.{kind}"
    pane = import_module(module).PANE if find_spec(module) is not None else KindPane()
    assert isinstance(pane, KindPane)
    return pane
