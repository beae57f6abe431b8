"""Find keys that this version does not know. They are preserved and reported."""

from collections.abc import Iterator

from pydantic import BaseModel


def unknown_places(model: BaseModel, prefix: str = "") -> Iterator[str]:
    """The paths of unknown keys, as people would name them: ``worries.entries[2].colour``.

    Args:
        model: the model to search.
        prefix: the path to it, with a dot at its end.
    """
    for key in model.model_extra or {}:
        yield f"{prefix}{key}"
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            if isinstance(item, BaseModel):
                label = getattr(item, "step", "") if name == "headings" else field.alias or name
                path = f"{prefix}{label}" + (f"[{index + 1}]" if name != "headings" else "")
                yield from unknown_places(item, f"{path}.")
