"""An evaluation from rows to numbers: answers kept, regions, controls, pairs."""

import json

import numpy as np
import pytest
from pgvector import HalfVector

from predictor.evaluation import EvaluationError, evaluate, find_locator
from predictor.geodesy import LatLng, destination, distance_km
from predictor.models import Photo, Prediction, Prototype, Reference
from tests.predictor.evaluation.world import (
    Answer,
    Oracle,
    make_locator,
    make_photo,
    make_regions,
)

pytestmark = pytest.mark.django_db
IN_A1, IN_A2, IN_B2, AT_SEA = LatLng(2, 2), LatLng(8, 2), LatLng(8, 12), LatLng(-40, -100)


@pytest.fixture
def locator():
    make_regions()
    make_photo("t1", LatLng(1, 1), "train")
    make_photo("t2", LatLng(1, 3), "train")
    return make_locator()


def values(evaluation, metric):
    return {
        name: round(row[metric].value, 1) for name, row in evaluation.table.items() if metric in row
    }


def test_evaluate_measures_points_by_distance_and_polygon(locator):
    make_photo("a", IN_A1)
    make_photo("b", IN_A2)
    near, other = destination(IN_A1, 90, 20), destination(IN_A1, 90, 100)
    oracle = Oracle({"a": Answer(near), "b": Answer(other)})

    row = evaluate(locator, "test", oracle).table["pigeon:1"]

    assert row["within_25_km_pct"].value == 50.0
    assert row["country_pct"].value == 100.0
    assert row["province_pct"].value == 50.0
    km = [20.0, distance_km(other, IN_A2)]
    assert row["median_km"].value == pytest.approx(sum(km) / 2)
    assert row["mean_km"].value == pytest.approx(sum(km) / 2)


def test_evaluate_keeps_predictions_and_asks_once(locator):
    photo = make_photo("a", IN_A1)
    oracle = Oracle({"a": Answer(IN_A2, evidence=({"photo": 1},), timings_ms={"head": 1.5})})

    first, second = evaluate(locator, "test", oracle), evaluate(locator, "test", oracle)

    kept = Prediction.objects.get(photo=photo, locator=locator)
    assert oracle.asked == [("a",)]
    assert first.as_dict() == second.as_dict()
    assert (kept.cell_numbers, kept.probabilities) == ([0, 1], [0.9, 0.1])
    assert (kept.evidence, kept.timings_ms) == ([{"photo": 1}], {"head": 1.5})


def test_evaluate_counts_no_answer_as_wrong_and_asks_again(locator):
    make_photo("a", IN_A1)
    make_photo("b", IN_A1)
    oracle = Oracle({"a": Answer(IN_A1)})

    row = evaluate(locator, "test", oracle).table["pigeon:1"]
    evaluate(locator, "test", oracle)

    assert row["answered_pct"].value == row["country_pct"].value == 50.0
    assert row["geoscore"].value == 2500.0
    assert oracle.asked == [("a",), ("b",), ("b",)]


def test_evaluate_counts_truths_at_sea_for_no_country(locator):
    make_photo("a", IN_A1)
    make_photo("sea", AT_SEA)
    oracle = Oracle({"a": Answer(AT_SEA), "sea": Answer(IN_A1)})

    row = evaluate(locator, "test", oracle).table["pigeon:1"]

    assert row["country_pct"].value == 0.0


def test_evaluate_leaves_out_what_cannot_be_asked_or_believed(locator):
    make_photo("a", IN_A1)
    make_photo("row", IN_A1, file="")
    make_photo("doubtful", IN_A1, label_trust=0.3)
    make_photo("elsewhere", IN_A1, dataset="other")

    assert evaluate(locator, "test", Oracle({"a": Answer(IN_A1)})).as_dict()["photos"] == 1


def test_evaluate_judges_the_likeliest_cell(locator):
    make_photo("inside", IN_A1)
    make_photo("outside", IN_B2)
    make_photo("off the coast", LatLng(2.0, -0.1))
    answers = {name: Answer(IN_A1) for name in ("inside", "outside", "off the coast")}

    evaluation = evaluate(locator, "test", Oracle(answers))

    assert evaluation.systems[0].answers.hit_N.tolist() == [1.0, 0.0, 1.0]
    assert evaluation.table["pigeon:1"]["ece"].value == pytest.approx(abs(0.9 - 2 / 3))


def test_evaluate_groups_photos_of_one_drive(locator):
    for number in range(6):
        make_photo(str(number), IN_A1, sequence=f"s{number // 3}")

    said = evaluate(locator, "test", Oracle({})).as_dict()

    assert (said["photos"], said["places"], said["groups"]) == (6, 6, 2)


def test_evaluate_makes_one_place_of_the_views_of_a_drive(locator):
    for number in range(6):
        make_photo(str(number), destination(IN_A1, 0, number), sequence="s")
    make_photo("lone", IN_B2)
    oracle = Oracle({"0": Answer(IN_A1), "4": Answer(IN_A1), "lone": Answer(IN_B2)})

    evaluation = evaluate(locator, "test", oracle, views=4)

    assert oracle.asked == [("0", "1", "2", "3"), ("4", "5"), ("lone",)]
    assert evaluation.as_dict()["places"] == 3
    assert evaluation.table["pigeon:1"]["mean_km"].value == pytest.approx(4 / 3)
    assert Prediction.objects.count() == 0  # an answer to four photos is not one to the first


# --- Controls and pairs


def test_controls_stand_in_the_table_and_in_the_pairs(locator):
    make_photo("a", LatLng(1, 2))

    evaluation = evaluate(locator, "test", Oracle({"a": Answer(LatLng(1, 2))}))

    assert list(evaluation.table) == [
        *("pigeon:1", "without refinement", "most common cell", "mean position"),
        "random land point",
    ]
    assert list(evaluation.paired) == list(evaluation.table)[1:]
    median_km = values(evaluation, "median_km")
    assert median_km["without refinement"] == round(distance_km((1, 2), (2.5, 5)), 1)
    assert median_km["most common cell"] == round(distance_km((1, 2), (2.5, 15)), 1)
    assert median_km["mean position"] < 1.0
    difference = evaluation.paired["without refinement"]["median_km"]
    assert difference.value == pytest.approx(-distance_km((1, 2), (2.5, 5)))


def test_nearest_neighbour_is_a_control_where_embeddings_are_given(locator):
    make_photo("a", LatLng(1, 2))

    def embed(places, _):
        angle = {"t1": 0.0, "t2": 1.0, "a": 0.9}
        angles = np.array([angle[place[0].source_id] for place in places])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)

    evaluation = evaluate(locator, "test", Oracle({}), embed=embed)

    row = evaluation.table["nearest neighbour"]
    assert row["median_km"].value == pytest.approx(distance_km((1, 2), (1, 3)))


def test_nearest_neighbour_looks_among_the_references(locator):
    make_photo("a", LatLng(1, 2))
    cell = locator.cell_set.cells.get(number=0)
    for name, embedding in (("t1", [0.0, 1.0]), ("t2", [1.0, 0.0])):
        photo = Photo.objects.get(source_id=name)
        kept = {"locator": locator, "embedding": HalfVector(embedding), "point": photo.point}
        prototype = Prototype.objects.create(cell=cell, photo_count=1, **kept)
        Reference.objects.create(prototype=prototype, photo=photo, **kept)

    evaluation = evaluate(
        locator, "test", Oracle({}), embed=lambda places, _: np.array([[0.8, 0.6]] * len(places))
    )

    row = evaluation.table["nearest neighbour"]
    assert row["median_km"].value == pytest.approx(distance_km((1, 2), (1, 3)))


def test_oracle_of_facts_stands_where_photos_have_facts(locator):
    facts = {"country": "AA", "language": "x", "climate": "ice", "surroundings": "rural"}
    facts |= {"temperature_c": 3.0, "elevation_m": 4, "month": 5}
    Photo.objects.update(facts=facts)
    make_photo("a", LatLng(1, 2), facts=facts)

    assert "oracle of facts" in evaluate(locator, "test", Oracle({})).table


def test_evaluate_against_another_version_pairs_the_two(locator):
    rival = make_locator(version=2, state="draft")
    for number in range(8):
        make_photo(str(number), IN_A1)
    Prediction.objects.bulk_create(
        Prediction(photo=photo, locator=each, point=point, cell_numbers=[0], probabilities=[1.0])
        for photo in Photo.objects.filter(split="test")
        for each, point in ((locator, photo.point), (rival, "SRID=4326;POINT(2 8)"))
    )

    paired = evaluate(locator, "test", Oracle({}), against=rival).paired["pigeon:2"]

    assert paired["median_km"] == pytest.approx((-distance_km(IN_A1, IN_A2),) * 3)
    assert paired["province_pct"] == (100.0, 100.0, 100.0)


def test_evaluation_as_json_keeps_its_shape(locator):
    make_photo("a", IN_A1)

    said = json.loads(json.dumps(evaluate(locator, "test", Oracle({})).as_dict()))

    assert list(said) == [
        *("locator", "split", "views", "photos", "places", "groups", "resamples", "coverage"),
        *("table", "paired"),
    ]
    assert set(said["table"]["pigeon:1"]["geoscore"]) == {"value", "low", "high"}


# --- What is not there


def test_evaluate_of_an_empty_split_says_what_brings_photos(locator):
    with pytest.raises(EvaluationError, match="No test photos with a file in album"):
        evaluate(locator, "test", Oracle({}))


def test_find_locator_takes_the_published_version(locator):
    make_locator(version=2, state="draft")

    assert find_locator("pigeon").version == 1
    assert find_locator("pigeon", 2).version == 2


@pytest.mark.parametrize(
    ("name", "version", "message"),
    [
        ("dove", None, "no locator dove. Fit it"),
        ("pigeon", 7, r"no version 7, only pigeon:1 \(published\)"),
        ("draft", None, r"no published version, only draft:1 \(draft\)"),
    ],
)
def test_find_locator_says_what_there_is(locator, name, version, message):
    make_locator("draft", state="draft")

    with pytest.raises(EvaluationError, match=message):
        find_locator(name, version)
