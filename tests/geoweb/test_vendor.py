from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from geoweb.vendor import PACKAGES, VendorFinder


def test_every_file_we_serve_is_found():
    names = [f"{folder}/{name}" for folder, (_, files) in PACKAGES.items() for name in files]

    assert [name for name in names if finders.find(name) is None] == []


def test_nothing_else_of_the_packages_is_served():
    assert finders.find("vendor/maplibre/maplibre-gl.mjs.map") is None
    assert finders.find("vendor/maplibre/package.json") is None


def test_listed_files_can_be_read():
    listed = list(VendorFinder().list([]))

    assert len(listed) == sum(len(files) for _, files in PACKAGES.values())
    assert all(storage.size(name) > 0 for name, storage in listed)


def test_missing_packages_are_a_warning_with_a_remedy(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    [warning] = VendorFinder().check()

    assert "maplibre-gl.mjs" in warning.msg
    assert "make run" in warning.hint
    assert list(VendorFinder().list([])) == []


def test_installed_packages_raise_no_warning():
    assert VendorFinder().check() == []


def test_lock_names_no_registry():
    lock = (Path(settings.BASE_DIR) / "package-lock.json").read_text()

    assert '"integrity"' in lock
    assert '"resolved"' not in lock
