"""The import map: module names as the sources write them, to the addresses they are served at."""

import json
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

PACKAGES = {
    "chart.js": "vendor/chartjs/chart.umd.min.js",
    "maplibre-gl": "vendor/maplibre/maplibre-gl.mjs",
    "htmx.org": "vendor/htmx/htmx.esm.min.js",
}


def served_modules() -> dict[str, str]:
    """Our modules import each other by relative path; hashed file names need a way back."""
    folder = Path(settings.BASE_DIR) / "static" / "js"
    own = {
        f"{settings.STATIC_URL}js/{file.name}": static(f"js/{file.name}")
        for file in sorted(folder.glob("*.js"))
    }
    return own | {name: static(path) for name, path in PACKAGES.items()}


@register.simple_tag(takes_context=True)
def import_map(context: RequestContext) -> SafeString:
    body = import_map_json() if settings.DEBUG else kept_import_map_json()
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>', context.get("CSP_NONCE", ""), body
    )


def import_map_json() -> SafeString:
    # "<" cannot occur in a static address, so the JSON cannot close the element.
    return mark_safe(json.dumps({"imports": served_modules()}).replace("<", "\\u003c"))  # noqa: S308


# Nothing is added while a server runs, but where the sources are edited.
kept_import_map_json = cache(import_map_json)
