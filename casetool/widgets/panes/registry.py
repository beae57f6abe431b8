"""The pane of each kind of step: from a module of ``widgets/kinds/``, or else a plain list."""

from importlib import import_module
from importlib.util import find_spec

from casetool.models.heading import kind_names
from casetool.widgets import kinds
from casetool.widgets.panes.kind_pane import KindPane


def _pane_of(kind: str) -> KindPane:
    module = f"{kinds.__name__}.{kind}"
    pane = import_module(module).PANE if find_spec(module) is not None else KindPane()
    assert isinstance(pane, KindPane)
    return pane


PANES = {kind: _pane_of(kind) for kind in kind_names()}
"""The pane of each kind, all loaded with the session screen, so that no key waits for one."""
