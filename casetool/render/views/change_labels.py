"""Labels of fields, dates and names in a list of changes."""

from casetool.models.corrections.changes import HEADING_FIELD
from casetool.models.corrections.due_dates import CORRECTIONS, NOTES_OUT, PLANS
from casetool.models.corrections.note_lines import HANGS_ON
from casetool.models.pseudonyms.names import NameDisplay

FIELD_LABELS = {
    "": "", "child": "child's name", "referral": "date of referral",
    "discussion": "date of discussion", "covered_by": "covered by", "kind": "kind",
    "owner": "who finds out", "due": "by when", "who": "who by", "done": "done on",
    "known": "how we will know", "difference": "what difference", "scope": "whose plan",
    "happened": "has happened or could", "horizon": "short or longer term", "on": "on whom",
    "level": "where in the system", "ends": "how the branch ends", "speaks_for": "speaks for it",
    "speaks_against": "speaks against it", HANGS_ON: "hangs on", HEADING_FIELD: "moved",
    "content": "content with the outcome", "record": "wants recorded", "attends": "took part",
}  # fmt: skip
"""Fields whose own names are not those of readers."""

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
