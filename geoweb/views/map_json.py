"""What a map is to show, as JSON in the page. Outlines are long, and written down already."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from geoweb.domain.telling import Shade


def map_json(name: str, shades: Sequence[Shade] = (), **others: Any) -> SafeString:
    """As the filter json_script would write it; nothing but numbers is in it."""
    drawn = ", ".join(feature(rank, shade) for rank, shade in enumerate(shades, start=1))
    body = json.dumps({"shades": [], **others}).replace("[]", f"[{drawn}]", 1)
    # "<" cannot close the element.
    safe = mark_safe(body.replace("<", "\\u003c"))  # noqa: S308
    return format_html('<script id="{}" type="application/json">{}</script>', name, safe)


def feature(rank: int, shade: Shade) -> str:
    return f'{{"type": "Feature", "properties": {{"rank": {rank}}}, "geometry": {shade.geometry}}}'
