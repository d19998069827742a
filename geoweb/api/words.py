"""Parts of the schema in words: what a value may be, how a call is typed into a shell."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

Node = Mapping[str, Any]
FILE: Final = "binary"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str
    shape: str  # of the part that this refers to, if it does
    is_required: bool
    meaning: str


def fields_of(schema: Node) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, value in schema.get("properties", {}).items():
        yield Field(
            name, kind_of(value), shape_of(value), name in required, value.get("description", "")
        )


def parameter(described: Node) -> Field:
    meaning = described.get("description", "")
    kind = kind_of(described["schema"])
    return Field(described["name"], kind, "", described.get("required", False), meaning)


def kind_of(schema: Node) -> str:
    """In a few words: "number from -90 to 90", "one of duel, coarse; null"."""
    null = _("; or null") if schema.get("nullable") else ""
    if schema.get("type") == "array":
        return _("list: %s") % kind_of(schema["items"]) + null
    if "enum" in schema:
        return _("one of %s") % ", ".join(map(str, schema["enum"])) + null
    if shape_of(schema):
        return shape_of(schema) + null
    if schema.get("format") == FILE:
        return _("file")
    kind = {"uuid": "UUID", "date-time": _("time")}.get(
        schema.get("format", ""), schema.get("type", _("anything"))
    )
    bounds = [schema[name] for name in ("minimum", "maximum") if name in schema]
    return str(kind) + (f" {bounds[0]:g} … {bounds[1]:g}" if len(bounds) == 2 else "") + null


def shape_of(schema: Node) -> str:
    inside = schema.get("items", schema)
    refs = [part.get("$ref", "") for part in (inside, *inside.get("allOf", ()))]
    refs += [part.get("$ref", "") for part in inside.get("oneOf", ())]
    return next((ref.rsplit("/", 1)[-1] for ref in refs if ref), "")


def shell_line(method: str, address: str, body: Node, *, needs_token: bool) -> str:
    words = ["curl"]
    if method not in {"get", "post"}:
        words.append(f"-X {method.upper()}")
    if needs_token:
        words.append('-H "Authorization: Bearer $TOKEN"')
    return " ".join([*words, *sent(body), f"'{address}'"])


def sent(body: Node) -> Iterator[str]:
    """Files as a form, anything else as JSON."""
    samples = {
        name: sample(name, value)
        for name, value in body.get("properties", {}).items()
        if name in body.get("required", ())
    }
    if any(each == "@photo.jpg" for each in samples.values()):
        yield from (f"-F {name}={value}" for name, value in samples.items())
    elif samples:
        yield f"--json '{json.dumps(samples)}'"


def sample(name: str, schema: Node) -> str:
    if schema.get("items", schema).get("format") == FILE:
        return "@photo.jpg"
    return str(schema["enum"][0]) if "enum" in schema else slugify(name).upper()
