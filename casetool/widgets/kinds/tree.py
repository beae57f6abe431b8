"""The pane of the analysis tree."""

from casetool.widgets.panes.kind_pane import KindPane
from casetool.widgets.tree.pane import TreePane

PANE = KindPane(TreePane, is_wide=True, selects_new_lines=False)
