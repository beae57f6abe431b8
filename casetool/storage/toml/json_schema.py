"""The JSON Schema of the session file, derived from the models."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from casetool.models.corrections.model import CorrectionStatus
from casetool.models.heading import Heading, heading_class
from casetool.models.method import Method
from casetool.models.session import Session, Stage


def json_schema(method: Method) -> dict[str, Any]:
    """The JSON Schema of a method's session file, in which each heading is a table.

    Args:
        method: the method.
    """
    headings = {step: heading for step in method.steps if (heading := heading_class(step.kind))}
    schema = _schema_with(tuple(dict.fromkeys(headings.values())))
    properties = schema["properties"]
    del properties["headings"]
    properties["stage"] = {"enum": [stage.value for stage in Stage], "type": "string"}
    properties["status"] = {"enum": [status.value for status in CorrectionStatus], "type": "string"}
    properties["open_actions"] = {"type": "integer", "minimum": 0}
    for step, heading in headings.items():
        properties[step.id] = {
            "$ref": f"#/$defs/{heading.__name__}",
            "description": step.title,
        }
    for definition in schema["$defs"].values():
        if "const" in definition.get("properties", {}).get("kind", {}):
            # in the file the name of its table gives a heading's step and kind
            del definition["properties"]["kind"], definition["properties"]["step"]
            definition.pop("required")
    for definition in (schema, *schema["$defs"].values()):
        for name, key in definition.get("properties", {}).items():
            definition["properties"][name] = _without_null(key)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A session of casetool",
        "required": ["format", "id", "child"],
    }


def _schema_with(headings: tuple[type[Heading], ...]) -> dict[str, Any]:
    """The schema of a session, with those of some classes of headings among its definitions."""
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Session, "validation")]
    models += [(heading, "validation") for heading in headings]
    definitions: dict[str, Any] = models_json_schema(models, by_alias=True)[1]["$defs"]
    del definitions["Heading"]
    schema: dict[str, Any] = definitions.pop("Session")
    return {"$defs": definitions, **schema}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A key's schema without null, which TOML does not have: unset keys are left out."""
    types: list[dict[str, Any]] = [
        option for option in schema.get("anyOf", ()) if option != {"type": "null"}
    ]
    if len(types) != 1:
        return schema
    other_keys = {name: schema[name] for name in schema if name not in ("anyOf", "default")}
    return other_keys | types[0]
