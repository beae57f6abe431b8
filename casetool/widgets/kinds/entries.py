"""The pane of entries."""

from casetool.widgets.panes.entries_pane import entries_pane
from casetool.widgets.panes.kind_pane import KindPane

PANE = KindPane(entries_pane)
