"""Third-party browser files: exactly the ones we serve, straight from node_modules."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Warning  # noqa: A004 - Django's name
from django.core.files.storage import FileSystemStorage, Storage

# Static folder -> (folder in node_modules, files). The packages carry source maps and development
# builds of 20 MB beside these; a list of names keeps them out of the collected files.
PACKAGES = {
    "vendor/maplibre": (
        "maplibre-gl/dist",
        ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"),
    ),
    # Its source names its map, and collectstatic refuses a name without a file.
    "vendor/chartjs": ("chart.js/dist", ("chart.umd.min.js", "chart.umd.min.js.map")),
    "vendor/htmx": ("htmx.org/dist", ("htmx.esm.min.js",)),
}


def node_modules() -> Path:
    return Path(settings.BASE_DIR) / "node_modules"


class VendorFinder(BaseFinder):
    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        missing = [name for name, path in self._files() if not path.is_file()]
        if not missing:
            return []
        return [
            Warning(
                f"Browser files are missing, so no map is drawn: {', '.join(missing)}.",
                hint="Run `make run`, or `npm ci` in the repository.",
                id="geoweb.W001",
            )
        ]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        found = [str(file) for name, file in self._files() if name == path and file.is_file()]
        # Not None when there is none: Django would take it for a match.
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002 - the list is exact already
        for prefix, (folder, names) in PACKAGES.items():
            storage = FileSystemStorage(location=node_modules() / folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # collectstatic reads it
            yield from ((name, storage) for name in names if storage.exists(name))

    def _files(self) -> Iterator[tuple[str, Path]]:
        for prefix, (folder, names) in PACKAGES.items():
            yield from ((f"{prefix}/{name}", node_modules() / folder / name) for name in names)
