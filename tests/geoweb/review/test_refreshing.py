"""Reviews are made of per-photo rows, and say what `evaluate` says of the same photos."""

import pytest

from geoweb.domain.review_refresh import refresh
from geoweb.enums import Figure
from geoweb.models import Outcome, Review, Summary
from predictor.evaluation import evaluate
from predictor.geodesy import LatLng
from predictor.metrics import RADII_KM
from predictor.models import Embedding, Photo, Prediction
from predictor.models.points import to_point
from predictor.regions import assign_photo_regions
from tests.geoweb.review.reviewed import add_world, review_of
from tests.predictor.evaluation.world import Oracle, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def locators():
    return add_world()


def estimates(found):
    return {name: list(map(float, each)) for name, each in found.items()}


def test_headline_is_what_evaluate_says(locators):
    refresh()

    said = evaluate(locators[0], "test", Oracle({}))

    table = estimates(said.table["pigeon:1"])
    review = review_of(locators[0])
    assert review.headline == {name: pytest.approx(each, abs=1e-5) for name, each in table.items()}
    assert (review.photos, review.groups) == (61, said.questions.groups)


def test_difference_to_the_previous_version_is_what_evaluate_says(locators):
    refresh()

    said = evaluate(locators[1], "test", Oracle({}), against=locators[0])

    review = review_of(locators[1])
    paired = estimates(said.paired["pigeon:1"])
    assert review.previous == locators[0]
    assert review.paired == {name: pytest.approx(each, abs=1e-5) for name, each in paired.items()}
    assert review_of(locators[0]).previous is None


def test_summary_of_the_world_has_the_same_values(locators):
    refresh()

    world = Summary.objects.get(review=review_of(locators[0]), aspect="world")
    headline = review_of(locators[0]).headline
    for figure, value, low, high in zip(
        Figure, world.figures, world.lows, world.highs, strict=True
    ):
        assert value == pytest.approx(headline[figure][0], abs=1e-5), figure
        assert low <= value <= high


def test_a_photo_without_answer_counts_as_the_far_side_of_the_earth(locators):
    photo = make_photo("unreadable", LatLng(2, 2))
    assign_photo_regions()
    Embedding.objects.create(photo=photo, locator=locators[0], failure="broken")
    refresh()

    said = evaluate(locators[0], "test", Oracle({}))

    kept = review_of(locators[0]).headline
    assert kept == {
        name: pytest.approx(list(map(float, each)), abs=1e-5)
        for name, each in said.table["pigeon:1"].items()
    }
    assert kept["answered_pct"][0] < 100


def test_each_country_and_province_is_counted_from_its_own_photos(locators):
    refresh()

    review = review_of(locators[0])
    for row in Summary.objects.filter(review=review, aspect__in=["country", "province"]):
        field = f"true_{row.aspect}_id"
        mine = Outcome.objects.filter(locator=locators[0], **{field: row.region_id})
        km = sorted(mine.values_list("distance_km", flat=True))
        middle = (km[(len(km) - 1) // 2] + km[len(km) // 2]) / 2
        right = mine.filter(**{f"answered_{row.aspect}_id": row.region_id}).count()
        which = Figure.COUNTRY_RIGHT if row.aspect == "country" else Figure.PROVINCE_RIGHT
        assert row.photos == len(km)
        assert row.figures[0] == pytest.approx(middle)
        assert row.figures[list(Figure).index(which)] == pytest.approx(100 * right / len(km))
        shares = [100 * sum(d <= radius for d in km) / len(km) for radius in RADII_KM]
        assert row.figures[2:7] == pytest.approx(shares)


def test_slices_are_told_apart(locators):
    refresh()

    rows = Summary.objects.filter(review=review_of(locators[0]))
    named = set(rows.values_list("aspect", "value"))
    assert named >= {
        ("scene", "rural"), ("scene", "urban"), ("season", "summer"), ("drive", "lone"),
        ("drive", "drive"), ("source", "album"), ("world", ""),
    }  # fmt: skip


def test_shrunk_figures_lie_between_the_region_and_its_parent(locators):
    refresh()

    rows = Summary.objects.filter(review=review_of(locators[0]))
    world = rows.get(aspect="world").shrunk
    for row in rows.filter(aspect="country"):
        for own, drawn, above in zip(row.figures, row.shrunk, world, strict=True):
            assert min(own, above) - 1e-9 <= drawn <= max(own, above) + 1e-9
    assert all(row.is_small == (row.effective < 30) for row in rows)


def test_the_second_refresh_has_nothing_to_do(locators):
    first, second = refresh(), refresh()

    assert (first.is_full, first.outcomes, first.reviews) == (True, 122, 2)
    assert (second.is_full, second.outcomes, second.reviews) == (False, 0, 0)


def snapshot():
    rows = Summary.objects.order_by("review__locator", "review__dataset", "aspect", "value")
    columns = ("aspect", "value", "photos", "figures", "lows", "highs", "shrunk")
    return [list(row) for row in rows.values_list(*columns)]


def test_a_moved_photo_leaves_the_same_as_a_full_refresh(locators):
    refresh()
    Photo.objects.filter(source_id="p3").update(point=to_point(LatLng(9, 1)))
    assign_photo_regions()

    changed = refresh()
    after_some = snapshot()
    refresh(full=True)

    assert changed.outcomes == 2
    assert after_some == snapshot()


def test_new_answers_are_measured_and_lost_ones_forgotten(locators):
    refresh()
    Prediction.objects.filter(photo__source_id="p0", locator=locators[0]).delete()
    Photo.objects.filter(source_id="p1").update(split="train")

    refresh()

    assert Outcome.objects.filter(locator=locators[0]).count() == 59
    assert review_of(locators[0]).photos == 59
    assert review_of(locators[0]).unasked == 1


def test_datasets_are_reviewed_alone_and_together(locators):
    locators[0].config = {}
    locators[0].save()
    other = make_photo("elsewhere", LatLng(3, 3), dataset="street")
    assign_photo_regions()
    Prediction.objects.create(
        photo=other, locator=locators[0], point=other.point, cell_numbers=[0], probabilities=[0.5]
    )
    refresh()

    found = Review.objects.filter(locator=locators[0]).values_list("dataset", "photos")
    assert sorted(found) == [("", 62), ("album", 61), ("street", 1)]
