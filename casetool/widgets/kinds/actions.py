"""The pane of the actions."""

from casetool.widgets.panes.actions_pane import actions_pane
from casetool.widgets.panes.kind_pane import KindPane

PANE = KindPane(actions_pane, opens_form=True)
