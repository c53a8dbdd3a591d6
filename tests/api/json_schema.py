"""As much of JSON Schema as the OpenAPI document uses."""

from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def follow(document: Any, ref: str) -> Any:
    found = document
    assert ref.startswith("#/")
    for key in ref[2:].split("/"):
        found = found[key.replace("~1", "/").replace("~0", "~")]
    return found


def fits(document: Any, schema: Any, value: Any) -> bool:
    """Whether a value is what a schema asks for: as much of JSON Schema as this document uses."""
    if "$ref" in schema:
        return fits(document, follow(document, schema["$ref"]), value)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return any(fits(document, one, value) for one in schema[key])
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, list):
        return all(fits(document, schema.get("items", {}), item) for item in value)
    if not isinstance(value, dict) or "properties" not in schema:
        return True
    known, more = schema["properties"], schema.get("additionalProperties", {})
    return (
        all(key in value for key in schema.get("required", []))
        and all(fits(document, known[key], item) for key, item in value.items() if key in known)
        and (more is not False or value.keys() <= known.keys())
    )
