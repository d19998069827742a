import re
from pathlib import Path

from django.core.management import call_command

from geoweb.templatetags.modules import served_modules

IMPORT = re.compile(r'^import .*?from "([^"]+)";$', re.MULTILINE)


def test_every_import_of_our_modules_is_mapped(settings):
    folder = Path(settings.BASE_DIR) / "static" / "js"
    wanted = {name for file in folder.glob("*.js") for name in IMPORT.findall(file.read_text())}

    known = {f"./{Path(name).name}" if name.startswith("/") else name for name in served_modules()}

    assert wanted
    assert wanted <= known


def test_collected_modules_are_mapped_to_their_hashed_names(settings, tmp_path):
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)

    served = served_modules()

    assert re.fullmatch(r"/static/js/home\.[0-9a-f]{12}\.js", served["/static/js/home.js"])
    assert all((tmp_path / name.removeprefix("/static/")).is_file() for name in served.values())
    # Chart.js names its map in its source; collectstatic refuses a name without a file.
    assert {path.parent.name for path in tmp_path.glob("vendor/**/*.map")} == {"chartjs"}
