"""Every place of a session that names a person or an agency by a handle.

The types of the fields say where that is: a field with handles is declared as ``Handle``.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import get_args

from casetool.models.base import FrozenModel, FrozenValue, evolve, is_handle_type
from casetool.models.cache import cached_by_identity
from casetool.models.corrections.model import Correction, LineChange, SentLine
from casetool.models.heading import Heading
from casetool.models.people.model import Person
from casetool.models.session import Session

_THING_FIELD = "thing"
"""The field that names a person, or a line, or a heading of ours."""


def handles_in(session: Session) -> frozenset[str]:
    """Every handle in use: of people, and of whoever else a line, an answer or a paper names."""
    handles = (_handles_under(heading) for heading in session.headings)
    return frozenset(_handles(evolve(session, headings=()))).union(*handles)


def with_handles(session: Session, renamed: Mapping[str, str]) -> Session:
    """A session in which people have other handles, at each place that names them.

    Args:
        session: the session. Parts that name none of them stay the same objects.
        renamed: the new handles by the old ones.
    """
    if not renamed:
        return session
    lines = {item_id for heading in session.headings for item_id, _ in heading.texts()}
    return _Renaming(renamed, lines).of(session)


@cache
def handle_fields(model: type[FrozenModel]) -> tuple[str, ...]:
    """The names of the fields of a model that are declared to hold handles.

    Args:
        model: the class of the value.
    """
    return tuple(
        name
        for name, field in model.model_fields.items()
        if is_handle_type(field.annotation, field.metadata)
    )


@cache
def _inner_fields(model: type[FrozenModel]) -> tuple[str, ...]:
    """The names of the fields that may hold other models."""
    return tuple(
        name for name, field in model.model_fields.items() if _holds_models(field.annotation)
    )


def _holds_models(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, FrozenModel):
        return True
    return any(map(_holds_models, get_args(annotation)))


def _inner_values(value: FrozenModel) -> Iterator[tuple[str, FrozenModel | tuple[object, ...]]]:
    for name in _inner_fields(type(value)):
        part = getattr(value, name)
        if isinstance(part, FrozenModel | tuple):
            yield name, part


def _handles(value: FrozenModel) -> Iterator[str]:
    for name in handle_fields(type(value)):
        handle = getattr(value, name)
        if handle:
            yield handle
    for _, part in _inner_values(value):
        for inner in part if isinstance(part, tuple) else (part,):
            if isinstance(inner, FrozenModel):
                yield from _handles(inner)


@cached_by_identity
def _handles_under(heading: Heading) -> frozenset[str]:
    """The handles under a heading, so that a paste of many people walks its lines once."""
    return frozenset(_handles(heading))


class _Renaming:
    """Walks values, and writes the new handles in the place of the old ones.

    Args:
        renamed: the new handles by the old ones.
        lines: the ids of lines. A correction or a paper that names one names no person.
    """

    def __init__(self, renamed: Mapping[str, str], lines: Collection[str]) -> None:
        self._renamed, self._lines = renamed, lines

    def of(self, value: FrozenValue) -> FrozenValue:
        """The value with the new handles. Unchanged values stay the same objects."""
        changes: dict[str, object] = {}
        for name in handle_fields(type(value)):
            handle = getattr(value, name)
            is_line = name == _THING_FIELD and handle in self._lines
            if handle in self._renamed and not is_line:
                changes[name] = self._renamed[handle]
        for name, part in _inner_values(value):
            new = self.of(part) if isinstance(part, FrozenModel) else self._parts(part)
            if new is not part:
                changes[name] = new
        for name, text in self._texts_with_handles(value).items():
            if text != getattr(value, name):
                changes[name] = text
        return evolve(value, **changes) if changes else value

    def _parts(self, parts: tuple[object, ...]) -> tuple[object, ...]:
        new_parts = tuple(
            self.of(part) if isinstance(part, FrozenModel) else part for part in parts
        )
        is_same = all(new is part for new, part in zip(new_parts, parts, strict=True))
        return parts if is_same else new_parts

    def _texts_with_handles(self, value: FrozenModel) -> dict[str, object]:
        """The texts that show a handle as it stood in a field of a person."""
        match value:
            case SentLine(step="", more=more) if more:
                new_texts = {
                    f"{field}: {old}": f"{field}: {new}"
                    for field in handle_fields(Person)
                    for old, new in self._renamed.items()
                }
                return {"more": tuple(new_texts.get(text, text) for text in more)}
            case LineChange() | Correction() if value.field in handle_fields(Person):
                return {
                    name: self._renamed.get(getattr(value, name), getattr(value, name))
                    for name in ("was", "becomes")
                }
        return {}
