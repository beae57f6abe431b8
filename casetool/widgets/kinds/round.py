"""The pane of the closing round."""

from casetool.widgets.panes.kind_pane import KindPane
from casetool.widgets.panes.round_pane import round_pane

PANE = KindPane(round_pane, takes_focus=True)
