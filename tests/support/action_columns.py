"""The notes' table of actions as its fields declare it, so that a new field is a column here."""

from casetool.models.actions.model import Action, further_answers, further_specs

HEADINGS = (
    "Action",
    "Who By and When",
    *(spec.column or spec.label for spec in further_specs().values()),
)


def further_texts(action: Action) -> list[str]:
    """The texts behind what, who and when, in the order of the columns."""
    return [text for _, text in further_answers(action)]


def with_further_texts(action: Action, text: str) -> Action:
    """The action with one text in every field behind what, who and when."""
    return Action.model_validate({**dict(action), **dict.fromkeys(further_specs(), text)})
