"""Variants are fitted as drafts and compared on the same photos."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from predictor.evaluation.ablation import VARIANTS
from predictor.models import Locator
from predictor.recipes import read
from tests.predictor.fitting.small_world import CHANGES


@pytest.fixture
def recipe_file(small_world, settings, tmp_path):
    settings.DATA_DIR = Path(settings.MEDIA_ROOT).parent
    path = tmp_path / "small.toml"
    tables = {}
    for change in CHANGES:
        key, _, value = change.partition("=")
        table, _, name = key.partition(".")
        quoted = f'"{value}"' if value[0].isalpha() else value
        tables.setdefault(table, []).append(f"{name} = {quoted}")
    path.write_text("\n".join("\n".join([f"[{name}]", *lines]) for name, lines in tables.items()))
    return str(path)


def ablate(*arguments):
    out = StringIO()
    call_command("ablate", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_variant_is_a_recipe(variant):
    assert read("pigeon", variant.changes) is not None


def test_variants_stay_drafts_and_are_compared_on_the_same_places(recipe_file):
    found = json.loads(ablate(recipe_file, "--only", "one-hot,four-views", "--json"))

    assert [row["variant"] for row in found] == ["one-hot", "four-views"]
    assert [row["places"] for row in found] == [12, 6]
    for row in found:
        for metric, difference in row["difference"].items():
            value = row["found"][metric]["value"] - row["whole"][metric]["value"]
            assert difference["value"] == pytest.approx(value, abs=2e-4)
    assert set(Locator.objects.values_list("state", flat=True)) == {"draft"}


def test_the_table_can_be_written_to_a_file(recipe_file, tmp_path):
    said = ablate(recipe_file, "--only", "unrefined", "--save", str(tmp_path / "table.md"))

    written = (tmp_path / "table.md").read_text()
    assert said.strip() == written.strip()
    assert written.startswith("| variant | places |")
    assert "| unrefined |" in written


def test_an_unknown_variant_lists_the_known(db):
    with pytest.raises(CommandError, match=r"No variant is called rainbow\. Known are rectangles"):
        ablate("pigeon", "--only", "rainbow")
