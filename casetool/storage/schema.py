"""The JSON Schema of the session file, from the models themselves."""

from typing import Any

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
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A session of casetool",
        "required": ["format", "method", "id", "child"],
    }
