"""The JSON Schema of the session file, from the models themselves."""

from typing import Any

from casetool.models.corrections.model import CorrectionStatus
from casetool.models.method import Method, empty_heading
from casetool.models.session import Session, Stage


def json_schema(method: Method) -> dict[str, Any]:
    """What a session file of a method may hold, as it stands in the file: a heading is a table.

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
            # in the file a heading's step and kind are told by the name of its table
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


def _without_null(key: dict[str, Any]) -> dict[str, Any]:
    """A key as TOML has it: what is not set is not there, and there is no null."""
    kinds: list[dict[str, Any]] = [
        kind for kind in key.get("anyOf", ()) if kind != {"type": "null"}
    ]
    if len(kinds) != 1:
        return key
    return {name: key[name] for name in key if name not in ("anyOf", "default")} | kinds[0]
