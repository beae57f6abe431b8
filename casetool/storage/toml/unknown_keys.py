"""Keys that this version does not know: they are kept, and it is told where they are."""

from collections.abc import Iterator

from pydantic import BaseModel


def unknown_places(model: BaseModel, at: str = "") -> Iterator[str]:
    """The places of such keys, as people would name them: ``worries.entries[2].colour``.

    Args:
        model: where to look.
        at: the way to it, with a dot at its end.
    """
    for key in model.model_extra or {}:
        yield f"{at}{key}"
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        items = value if isinstance(value, tuple) else (value,)
        for place, item in enumerate(items):
            if isinstance(item, BaseModel):
                label = getattr(item, "step", "") if name == "headings" else field.alias or name
                where = f"{at}{label}" + (f"[{place + 1}]" if name != "headings" else "")
                yield from unknown_places(item, f"{where}.")
