"""/api/: what the schema says, for people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geoweb.api.problems import PROBLEM_TYPE
from geoweb.api.schema import document
from geoweb.api.words import Field, Node, fields_of, parameter, shape_of, shell_line

METHODS: Final = ("get", "post", "delete")
REFERENCES: Final = {"$ref", "allOf", "oneOf"}


@dataclass(frozen=True, slots=True)
class Outcome:
    status: str
    meaning: str
    media_type: str
    shape: str
    examples: tuple[str, ...]
    is_problem: bool


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    method: str
    path: str
    summary: str
    needs_token: bool
    shell_line: str
    parameters: tuple[Field, ...]
    media_types: tuple[str, ...]
    body: tuple[Field, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Outcome, ...]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    described = document(get_language() or "")
    shapes = described["components"]["schemas"]
    origin = f"{request.scheme}://{request.get_host()}"
    parts = {
        "operations": list(operations(described, origin)),
        "shapes": [
            (name, list(fields_of(resolved(shape, shapes))))
            for name, shape in shapes.items()
            if "properties" in shape
        ],
        "origin": origin,
    }
    return render(request, "api/reference.html", parts)


def operations(described: Node, origin: str) -> Iterator[Operation]:
    shapes = described["components"]["schemas"]
    order = [tag["name"] for tag in described["tags"]]
    calls = [
        (path, method, methods[method])
        for path, methods in described["paths"].items()
        for method in METHODS
        if method in methods
    ]
    for path, method, said in sorted(calls, key=lambda call: order.index(call[2]["tags"][0])):
        yield operation(path, method, said, shapes, origin)


def operation(path: str, method: str, said: Node, shapes: Node, origin: str) -> Operation:
    content = said.get("requestBody", {}).get("content", {})
    body = next((resolved(each["schema"], shapes) for each in content.values()), {})
    # Without an account one may call, too, but a program had better have one.
    takes_token = any("token" in way for way in said.get("security", ()))
    ends = list(outcomes(said["responses"]))
    return Operation(
        name=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        needs_token={} not in said.get("security", ()),
        shell_line=shell_line(method, origin + path, body, needs_token=takes_token),
        parameters=tuple(parameter(each) for each in said.get("parameters", ())),
        media_types=tuple(content),
        body=tuple(fields_of(body)),
        outcomes=tuple(end for end in ends if not end.is_problem),
        problems=tuple(end for end in ends if end.is_problem),
    )


def outcomes(responses: Node) -> Iterator[Outcome]:
    for status, response in responses.items():
        content: dict[str, Any] = response.get("content", {"": {}})
        media_type, body = next(iter(content.items()))
        yield Outcome(
            status=status,
            meaning=response.get("description", ""),
            media_type=media_type,
            shape=shape_of(body.get("schema", {})),
            examples=tuple(
                json.dumps(each["value"], indent=2, ensure_ascii=False)
                for each in body.get("examples", {}).values()
            ),
            is_problem=media_type == PROBLEM_TYPE,
        )


def resolved(schema: Node, shapes: Node) -> Node:
    """The part itself where only its name is written; short lists of words are written out."""
    whole = shapes[shape_of(schema)] if shape_of(schema) else schema
    fields = {name: plain(value, shapes) for name, value in whole.get("properties", {}).items()}
    return {**whole, "properties": fields}


def plain(value: Node, shapes: Node) -> Node:
    words = shapes.get(shape_of(value), {})
    if "enum" not in words:
        return value
    return {**words, **{name: value[name] for name in value if name not in REFERENCES}}
