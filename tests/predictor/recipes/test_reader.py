"""Recipes are read whole or refused on one line that says the remedy."""

from pathlib import Path

import pytest

from predictor.config import Recipe
from predictor.recipes import RecipeError, names, read
from predictor.recipes.reader import from_table


def refusal(*changes: str) -> str:
    with pytest.raises(RecipeError) as caught:
        read("pigeon", changes)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", names())
def test_every_shipped_recipe_is_read(name: str) -> None:
    assert read(name).name == name


def test_a_recipe_without_a_key_takes_the_default() -> None:
    assert from_table({"name": "plain"}, "plain.toml") == Recipe("plain")


def test_a_change_reads_numbers_lists_and_bare_text() -> None:
    recipe = read("pigeon", ["labels.tau_km=50", "cells.optics=[[4, 0.1]]", "refine.method=none"])

    assert recipe.labels.tau_km == 50.0
    assert recipe.cells.optics == ((4, 0.1),)
    assert recipe.refine.method == "none"


def test_an_unknown_key_names_the_near_one() -> None:
    assert refusal("cells.min_photo=3") == (
        "pigeon.toml: unknown key 'cells.min_photo'. Did you mean cells.min_photos?"
    )


def test_an_unknown_key_without_a_near_one_lists_what_is_known() -> None:
    assert "Known here: datasets, min_trust." in refusal("photos.zzz=1")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("cells.min_photos=true", "cells.min_photos = True must be a whole number."),
        ("cells.min_photos=2.5", "cells.min_photos = 2.5 must be a whole number."),
        ("labels.tau_km=nan", "labels.tau_km = nan must be a number."),
        ("labels.tau_km=0", "labels.tau_km = 0.0 must be greater than zero."),
        ("title=3", "title = 3 must be text."),
        ("encoder.views=2", "encoder.views = 2 is not known. Choose one of 1, 4."),
        ("encoder.views=true", "encoder.views = True is not known. Choose one of 1, 4."),
        ("cells.optics=3", "cells.optics = 3 must be a list."),
        ("cells.optics=[[1]]", "cells.optics[0] = [1] must hold 2 values."),
        ("cells=3", "cells = 3 must be a table. Write [cells] above its keys."),
        ("refine.cells=41", "refine.cells = 41 must lie between 1 and 40."),
        ("head.dropout=1.5", "head.dropout = 1.5 must lie between 0 and 1."),
        ("auxiliary.season=-1", "auxiliary.season = -1.0 must not be negative"),
        ("pretrain.small_share=2", "pretrain.small_share = 2.0 must lie between 0 and 1."),
        ("pretrain.size=0", "pretrain.size = 0 must be greater than zero."),
        ("pretrain.side_weight=-1", "pretrain.side_weight = -1.0 must not be negative"),
        ("name=a b", "name = 'a b' must be letters, digits, - and _"),
    ],
)
def test_an_odd_value_is_refused(change: str, said: str) -> None:
    assert said in refusal(change)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["cells.min_photos=30", "cells.max_photos=40"], "Make it at least 60."),
        (["cells.t_min=[50, 60]"], "must be lists of equal length"),
        (["cells.t_min=[50]", "cells.t_max=[50]"], "must be less than its cells.t_max"),
        (["cells.method=rectangles", "cells.step_deg=7"], "must divide 180"),
        (["refine.method=barycentric", "refine.members=1"], "a barycentre needs two"),
        (["head.unfreeze_blocks=1", "encoder.views=4"], "Set encoder.views = 1."),
    ],
)
def test_an_impossible_combination_says_its_remedy(changes: list[str], said: str) -> None:
    assert said in refusal(*changes)


def test_a_change_without_a_value_is_refused() -> None:
    with pytest.raises(RecipeError, match=r"Write it like cells\.min_photos=20"):
        read("pigeon", ["cells.min_photos"])


def test_a_change_below_a_value_is_refused() -> None:
    with pytest.raises(RecipeError, match="seed is a value, not a table"):
        read("pigeon", ["seed.deep=1"])


def test_a_misspelt_name_names_the_near_one() -> None:
    with pytest.raises(RecipeError, match=r"Did you mean pigeon\?"):
        read("pigoen")


def test_a_path_that_is_not_there_says_so() -> None:
    with pytest.raises(RecipeError, match=r"Cannot read gone\.toml: No such file"):
        read("gone.toml")


@pytest.mark.parametrize("content", [b"title = ", b"title = '\xff'"])
def test_a_file_that_is_not_toml_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.toml").write_bytes(content)

    with pytest.raises(RecipeError, match="is not TOML"):
        read(tmp_path / "bad.toml")


def test_a_recipe_of_ones_own_takes_its_name_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[cells]\nmethod = 'kmeans'\n")

    assert read(tmp_path / "mine.toml").name == "mine"
