"""From photos to a published locator: whole, once, resumable, and clear about what is wrong."""

from pathlib import Path

import numpy as np
import pytest
from django.core.files.storage import default_storage

from predictor.auditing.offenders import LeakError
from predictor.cell_rows import load_partition
from predictor.errors import HomingError
from predictor.fitting.embeddings import EmbeddingError, embeddings_of
from predictor.fitting.fit import fit, job_of, plan
from predictor.geodesy import haversine_km
from predictor.locate import locate
from predictor.models import CellSet, GeoCell, Locator, Photo, Prototype, Reference
from predictor.models.points import to_latlng
from predictor.nn.backbone import create
from predictor.nn.checkpoint import CheckpointError
from predictor.recipes import read
from tests.predictor.fitting.small_world import CHANGES


def changed(*changes):
    return read("pigeon", [*CHANGES, *changes])


def test_a_fit_publishes_one_locator_with_all_its_references(fitted):
    train = Photo.objects.filter(split="train")

    assert Locator.objects.get() == fitted
    assert fitted.state == Locator.State.PUBLISHED
    assert set(Reference.objects.values_list("photo", flat=True)) == {p.pk for p in train}
    assert sum(Prototype.objects.values_list("photo_count", flat=True)) == len(train)


def test_every_reference_lies_in_the_cell_of_its_prototype(fitted):
    partition = load_partition(fitted.cell_set)
    rows = Reference.objects.values_list("point", "prototype__cell__number")

    points = np.array([to_latlng(point) for point, _ in rows])

    assert partition.assign(points).tolist() == [number for _, number in rows]


def test_a_partition_is_read_back_as_it_was(fitted):
    assert load_partition(fitted.cell_set).hash() == fitted.cell_set.hash


def test_the_locator_tells_colours_apart(fitted):
    test = list(Photo.objects.filter(split="test").order_by("id"))

    answers = locate(test, fitted)

    truth = np.array([to_latlng(photo.point) for photo in test])
    off_km = haversine_km(truth, np.array([answer.point for answer in answers]))
    assert np.median(off_km) < 1200  # the countries are 6,000 km apart and more


def test_a_country_without_photos_still_has_a_cell(fitted):
    empty = GeoCell.objects.filter(country_code="DD")

    assert [cell.photo_count for cell in empty] == [0]
    assert to_latlng(empty.get().centroid) != (0.0, 0.0)


def test_the_same_fit_again_publishes_nothing(fitted, recipe, tmp_path):
    assert fit(job_of(recipe, tmp_path), print) == fitted
    assert Locator.objects.count() == 1


def test_another_recipe_is_another_version_and_retires_the_first(fitted, tmp_path):
    second = fit(job_of(changed("refine.method=barycentric"), tmp_path), print)

    fitted.refresh_from_db()
    assert (fitted.state, second.state) == ("retired", "published")
    assert second.version == 2
    # Only the last stage differs.
    assert CellSet.objects.count() == 1


def test_recipes_with_one_head_answer_each_in_their_own_way(fitted, tmp_path):
    plain = fit(job_of(changed("refine.method=none"), tmp_path), print)
    photos = list(Photo.objects.filter(split="test"))

    assert all(answer.point == answer.cell_point for answer in locate(photos, plain))
    assert any(answer.point != answer.cell_point for answer in locate(photos, fitted))


def test_a_draft_changes_nothing_that_answers(fitted, tmp_path):
    draft = fit(job_of(changed("labels.tau_km=20"), tmp_path), print, publish=False)

    fitted.refresh_from_db()
    assert (fitted.state, draft.state) == ("published", "draft")
    assert fit(job_of(changed("labels.tau_km=20"), tmp_path), print, publish=False) == draft


def test_a_draft_is_published_without_a_new_version(fitted, recipe, tmp_path):
    draft = fit(job_of(changed("labels.tau_km=20"), tmp_path), print, publish=False)

    locator = fit(job_of(changed("labels.tau_km=20"), tmp_path), print)

    assert (locator, locator.state) == (draft, "published")


def test_a_plan_says_what_is_left_to_do(small_world, recipe, tmp_path):
    before = {stage.name: stage.todo for stage in plan(job_of(recipe, tmp_path))}
    fit(job_of(recipe, tmp_path), print)
    after = {stage.todo for stage in plan(job_of(recipe, tmp_path))}

    assert before == {
        "cells": "make",
        "embeddings": "48 photos",
        "head": "train",
        "locator": "publish",
    }
    assert after == {""}


def test_four_views_are_one_reference_a_drive(small_world, tmp_path):
    locator = fit(job_of(changed("encoder.views=4"), tmp_path), print)

    drives = Photo.objects.filter(split="train").values("sequence").distinct().count()
    assert Reference.objects.filter(locator=locator).count() == drives


def test_side_tasks_and_a_hidden_layer_are_learnt(small_world, tmp_path):
    recipe = changed("auxiliary.climate=0.5", "auxiliary.population=0.1", "head.hidden=32")

    assert fit(job_of(recipe, tmp_path), print).metrics["references"] == 36


def test_an_unfrozen_block_changes_the_embeddings(small_world, recipe, tmp_path):
    frozen = fit(job_of(recipe, tmp_path), print)
    thawed = fit(job_of(changed("head.unfreeze_blocks=1", "head.epochs=1"), tmp_path), print)

    one, two = (
        Reference.objects.filter(locator=each).order_by("photo").first()
        for each in (frozen, thawed)
    )
    assert not np.allclose(one.embedding, two.embedding, atol=1e-3)


def test_fewer_photos_than_a_cell_needs_is_one_cell_a_country(small_world, tmp_path):
    recipe = changed("cells.min_photos=500", "cells.max_photos=1000")

    locator = fit(job_of(recipe, tmp_path), print)

    codes = locator.cell_set.cells.values_list("country_code", flat=True)
    assert sorted(codes) == ["AA", "BB", "CC", "DD"]


def test_leaks_between_splits_stop_the_fit(small_world, recipe, tmp_path):
    Photo.objects.filter(pk=small_world[0].pk).update(split="tune")

    with pytest.raises(LeakError, match=r"see them with manage\.py audit_splits"):
        fit(job_of(recipe, tmp_path), print)

    assert fit(job_of(recipe, tmp_path), print, allow_leaks=True)


def test_a_missing_file_is_named(small_world, recipe, tmp_path):
    name = Photo.objects.filter(split="train").first().file.name
    job = job_of(recipe, tmp_path)
    default_storage.delete(name)

    with pytest.raises(HomingError, match=rf"{name} of a photo is gone"):
        embeddings_of(job.rows, create(recipe.encoder), recipe.encoder, "key", tmp_path)
    assert not Locator.objects.exists()


def test_an_unknown_encoder_is_named_before_anything_is_done(small_world, tmp_path):
    with pytest.raises(HomingError, match="Unknown architecture 'ViT-B-33'; near names: ViT-B-32"):
        job_of(changed("encoder.architecture=ViT-B-33", "encoder.weights=openai"), tmp_path)


def test_embeddings_that_are_no_numbers_name_the_photo(small_world, recipe, tmp_path):
    backbone = create(recipe.encoder)
    next(backbone.parameters()).data.fill_(float("nan"))
    job = job_of(recipe, tmp_path)

    with pytest.raises(EmbeddingError, match=rf"gives no number for photo {job.rows.ids_N[0]} "):
        embeddings_of(job.rows, backbone, recipe.encoder, "key", tmp_path)
    assert not list(tmp_path.rglob("*.npy"))


def test_a_truncated_checkpoint_is_refused(fitted):
    with Path(fitted.checkpoint.path).open("r+b") as file:
        file.truncate(20_000)

    with pytest.raises(HomingError, match="cannot be read as weights"):
        locate(list(Photo.objects.filter(split="test")[:1]), fitted)


def test_a_checkpoint_of_other_cells_is_refused(fitted):
    CellSet.objects.update(hash="0" * 64)

    with pytest.raises(CheckpointError, match="its answers would name wrong places"):
        locate(list(Photo.objects.filter(split="test")[:1]), fitted)
