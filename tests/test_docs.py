"""What the documents say is so: links, packages, targets, figures."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]


def pinned(name):
    lines = (ROOT / name).read_text().splitlines()
    return [re.split(r"[=\[]", line)[0] for line in lines if "==" in line]


PINNED = [
    package
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-s3.txt")
    for package in pinned(name)
]


@pytest.mark.parametrize("package", PINNED)
def test_every_package_has_its_reason(package):
    rows = re.findall(
        r"^\| ([\w.-]+) \|", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE
    )
    assert package in rows


def test_no_reason_outlives_its_package():
    rows = re.findall(
        r"^\| ([a-zA-Z][\w-]*) \| ", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE
    )
    assert set(rows) - {"package", "room"} == set(PINNED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page):
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", page.read_text())) | set(
        re.findall(r"^make ([a-z]+)", page.read_text(), re.MULTILINE)
    )
    assert named - known == set()


def test_every_setting_is_documented():
    read = re.findall(
        r'env\.\w+\(\s*"([A-Z_]+)"',
        (ROOT / "geoweb/settings.py").read_text() + (ROOT / "geoweb/logs.py").read_text(),
    )
    page = (ROOT / "docs/deploy.md").read_text()
    assert [
        name
        for name in read
        if f"`{name}`" not in page and f"`_{name.split('_', 1)[-1]}`" not in page
    ] == []
