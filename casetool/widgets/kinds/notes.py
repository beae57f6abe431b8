"""The pane of the notes."""

from casetool.widgets.panes.kind_pane import KindPane
from casetool.widgets.panes.notes_pane import NotesPane

PANE = KindPane(NotesPane)
