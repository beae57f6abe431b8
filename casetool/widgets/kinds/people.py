"""The pane of the people."""

from casetool.widgets.panes.kind_pane import KindPane
from casetool.widgets.panes.people_pane import people_pane

PANE = KindPane(people_pane)
