"""The JSON Schema of the session file, derived from the models."""

from typing import Any

from casetool.models.corrections.model import CorrectionStatus
from casetool.models.method import Method, empty_heading
from casetool.models.session import Session, Stage


def json_schema(method: Method) -> dict[str, Any]:
    """The JSON Schema of a method's session file, in which each heading is a table.

    Args:
        method: the method.
    """
    schema = Session.model_json_schema(by_alias=True)
    properties = schema["properties"]
    del properties["headings"]
    properties["stage"] = {"enum": [stage.value for stage in Stage], "type": "string"}
    properties["status"] = {"enum": [status.value for status in CorrectionStatus], "type": "string"}
    properties["open_actions"] = {"type": "integer", "minimum": 0}
    for step in method.steps:
        heading = empty_heading(step)
        if heading is not None:
            properties[step.id] = {
                "$ref": f"#/$defs/{type(heading).__name__}",
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


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A key's schema without null, which TOML does not have: unset keys are left out."""
    types: list[dict[str, Any]] = [
        option for option in schema.get("anyOf", ()) if option != {"type": "null"}
    ]
    if len(types) != 1:
        return schema
    other_keys = {name: schema[name] for name in schema if name not in ("anyOf", "default")}
    return other_keys | types[0]
