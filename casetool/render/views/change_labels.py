"""Labels of fields, dates and names in a list of changes."""

from casetool.models.actions.model import Action
from casetool.models.corrections.changes import HEADING_FIELD
from casetool.models.corrections.due_dates import CORRECTIONS, NOTES_OUT, PLANS
from casetool.models.corrections.note_lines import HANGS_ON
from casetool.models.entries.model import Entry
from casetool.models.field_spec import field_specs
from casetool.models.people.model import Person
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.round.model import Answer
from casetool.models.tree.model import Cause, Effect

FIELD_LABELS = {
    name: spec.name
    for model in (Action, Effect, Cause, Person, Answer, Entry)
    for name, spec in field_specs(model).items()
} | {
    "": "", "child": "child's name", "referral": "date of referral",
    "discussion": "date of discussion", HANGS_ON: "hangs on", HEADING_FIELD: "moved",
}  # fmt: skip
"""Names of fields as readers know them. A date is “by when”, as for an entry."""

DATE_LABELS = {
    NOTES_OUT: "Notes go out",
    CORRECTIONS: "Corrections by",
    PLANS: "Single-agency plans by",
}
"""Labels of the dates that follow from the discussion."""

NAME_LABELS = {
    NameDisplay.NAMES: "",
    NameDisplay.STAND_INS: "with stand-ins",
    NameDisplay.INITIALS: "with initials",
}
"""How a version shows names."""
