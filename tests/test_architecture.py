"""The house keeps its rules: who imports whom, where SQL lives, how large a room may be."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for folder in ("geoweb", "predictor", "docker")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TRIPWIRE = "raise AssertionError('the web process imports ' + __name__)"
VISIT = """
import django
django.setup()
from django.test import Client
from django.urls import get_resolver
import geoweb.wsgi
list(get_resolver().reverse_dict)
assert Client().get("/healthz", headers={"host": "localhost"}).status_code == 200
"""


def test_web_process_never_imports_torch(tmp_path):
    for name in ("torch", "torchvision", "open_clip", "transformers"):
        (tmp_path / f"{name}.py").write_text(TRIPWIRE)
    environment = os.environ | {
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "geoweb.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", VISIT],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_tripwire_would_go_off(tmp_path):
    (tmp_path / "torch.py").write_text(TRIPWIRE)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", "import torch"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the web process imports torch" in done.stderr


def test_import_contracts_hold():
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_lives_in_sql_files(path):
    if path.is_relative_to(ROOT / "docker"):
        return  # makes the database itself, before there is a schema
    statements = re.findall(
        r"[\"'](?:SELECT|INSERT|UPDATE|DELETE|WITH|COPY|CREATE|DROP|ALTER|ANALYZE)\s",
        path.read_text(),
    )
    assert statements == []


def test_every_sql_file_says_what_it_answers():
    heads = {
        path.name: path.read_text().splitlines()[:2]
        for room in ("predictor/sql", "geoweb/sql")
        for path in (ROOT / room).glob("*.sql")
    }
    assert heads
    assert [
        name for name, head in heads.items() if not all(line.startswith("-- ") for line in head)
    ] == []


def test_no_room_is_too_large():
    assert [str(path) for path in SOURCES if len(path.read_text().splitlines()) > 400] == []


def test_no_room_is_a_lumber_room():
    lumber = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [str(path) for path in SOURCES if path.name in lumber] == []


def test_earth_has_one_radius():
    predictor = [path for path in SOURCES if path.is_relative_to(ROOT / "predictor")]
    radii = [path for path in predictor if re.search(r"\b6_?3[67]\d(\.\d+)?\b", path.read_text())]
    assert radii == [ROOT / "predictor" / "geodesy.py"]


def test_nothing_speaks_of_this_machine():
    pattern = re.compile(r"/work/|/root/main")
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    text = [
        ROOT / name
        for name in files.split("\0")
        if name.endswith((".py", ".md", ".sh", ".toml", ".yaml", ".js", ".sql"))
    ]
    assert [
        str(path)
        for path in text
        if path.exists() and path != Path(__file__).resolve() and pattern.search(path.read_text())
    ] == []
