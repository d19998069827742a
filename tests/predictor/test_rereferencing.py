"""References follow labels: what a photo's move leaves is what a fit would have made."""

import numpy as np
import pytest
import shapely

from predictor.cell_of import cells_of
from predictor.cell_rows import load_partition, save_partition
from predictor.cells.partition import Cell, Partition
from predictor.config import Prototypes
from predictor.dataset_versions import next_version, present_version
from predictor.geodesy import LatLng
from predictor.models import (
    Embedding,
    Locator,
    Photo,
    Prototype,
    Reference,
    ReferenceMove,
    StaleReference,
)
from predictor.models.points import to_latlng, to_point
from predictor.prototypes import make_prototypes
from predictor.references import save_references
from predictor.rereferencing import follow_labels
from tests.predictor.known_world import unit_rows

pytestmark = pytest.mark.django_db
BOXES = [(0, 0, 10, 10), (10, 0, 20, 10), (0, 10, 10, 20), (175, -5, 180, 5)]


def partition():
    """Neighbours share borders; the last ends at the antimeridian."""
    return Partition(
        tuple(
            Cell(
                n, shapely.MultiPolygon([shapely.box(*box)]), "", LatLng(box[1] + 5, box[0] + 5), 1
            )
            for n, box in enumerate(BOXES)
        )
    )


def draw_points(count=37):
    draw = np.random.default_rng(3)
    boxes = np.array(BOXES)[draw.integers(0, len(BOXES), count)]
    share = draw.random((count, 2))
    lng = boxes[:, 0] + share[:, 0] * (boxes[:, 2] - boxes[:, 0])
    return np.column_stack([boxes[:, 1] + share[:, 1] * (boxes[:, 3] - boxes[:, 1]), lng])


@pytest.fixture
def locator():
    """With some photos on one spot, so that prototypes have several members."""
    latlng = draw_points()
    latlng[5:11] = latlng[5] + np.arange(6)[:, None] * 1e-4
    Photo.objects.bulk_create(
        Photo(
            dataset="d", source_id=str(n), split="train", file="x.jpg", point=to_point(LatLng(*at))
        )
        for n, at in enumerate(latlng.tolist())
    )
    found = Locator.objects.create(
        name="world", version=1, state="published", cell_set=save_partition(partition(), "world")
    )
    # Halves to begin with, as they are stored: means are then equal to the last digit.
    halves = unit_rows(np.random.default_rng(4), len(latlng)).astype(np.float16)
    build(found, halves.astype(np.float32))
    return found


def build(locator, embeddings):
    """As a fit does it, from where the photos are now; the slow and obvious way."""
    photos = list(Photo.objects.order_by("pk"))
    rows = [row for row, photo in enumerate(photos) if photo.split == "train"]
    latlng = np.array([to_latlng(photos[row].point) for row in rows])
    cells = load_partition(locator.cell_set).assign(latlng)
    clusters = make_prototypes(embeddings[rows], latlng, cells, Prototypes())
    save_references(locator, [photos[row].pk for row in rows], embeddings[rows], latlng, clusters)


def shape_of(locator):
    """Each prototype by all that is known of it."""
    found = Prototype.objects.filter(locator=locator).prefetch_related("members")
    return sorted(
        (
            sorted((m.photo_id, to_latlng(m.point)) for m in each.members.all()),
            each.cell.number,
            each.photo_count,
            np.round(to_latlng(each.point), 9).tolist(),
            list(each.embedding),
        )
        for each in found.select_related("cell")
    )


def embeddings_now(locator):
    kept = dict(Embedding.objects.values_list("photo", "embedding"))
    kept |= dict(Reference.objects.filter(locator=locator).values_list("photo", "embedding"))
    return np.array([kept[photo] for photo in sorted(kept)], dtype=np.float32)


def put(photo, place, split="train"):
    point = to_point(place) if place else None
    Photo.objects.filter(pk=photo.pk).update(point=point, split=split if place else None)
    version = next_version("d")
    StaleReference.objects.update_or_create(photo=photo, defaults={"version": version})


PLACES = [
    LatLng(5, 5), LatLng(5, 10), LatLng(10, 10), LatLng(-3, 179.9), LatLng(0, -179.5),
    LatLng(80, 100), LatLng(-90, 0), LatLng(7.001, 3.002),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_moved_photo_leaves_what_a_fit_would_make(locator, place):
    put(Photo.objects.order_by("pk")[7], place)

    assert follow_labels() == 1

    followed, embeddings = shape_of(locator), embeddings_now(locator)
    Prototype.objects.all().delete()
    build(locator, embeddings)
    assert followed == shape_of(locator)
    assert Reference.objects.count() == 37


def test_moved_photo_answers_from_its_new_place(locator):
    photo = Photo.objects.order_by("pk")[7]
    put(photo, LatLng(15, 5))
    follow_labels()

    reference = Reference.objects.select_related("prototype__cell").get(photo=photo)
    assert to_latlng(reference.point) == LatLng(15, 5)
    assert reference.prototype.cell.number == 2


def test_photo_that_cannot_be_located_leaves_and_comes_back(locator):
    before, photo = shape_of(locator), Photo.objects.order_by("pk")[7]
    place = to_latlng(photo.point)
    put(photo, None)
    follow_labels()
    assert not Reference.objects.filter(photo=photo).exists()

    put(photo, place)
    follow_labels()

    assert shape_of(locator) == before


def test_twice_is_the_same_as_once(locator):
    put(Photo.objects.order_by("pk")[7], LatLng(15, 5))
    follow_labels()
    once, ids = shape_of(locator), sorted(Prototype.objects.values_list("pk", flat=True))

    put(Photo.objects.order_by("pk")[7], LatLng(15, 5))

    assert follow_labels() == 1
    assert follow_labels() == 0
    assert shape_of(locator) == once
    assert sorted(Prototype.objects.values_list("pk", flat=True)) == ids
    assert ReferenceMove.objects.count() == 1


def test_move_says_by_which_labels(locator):
    put(Photo.objects.order_by("pk")[7], LatLng(15, 5))
    follow_labels()

    made = ReferenceMove.objects.select_related("version", "after").get()
    assert (made.version.number, made.after.number) == (2, 2)


def test_other_cells_and_locators_are_left_alone(locator):
    other = Locator.objects.create(name="other", version=1, cell_set=locator.cell_set)
    photo = Photo.objects.order_by("pk")[7]
    cell = Reference.objects.get(photo=photo).prototype.cell
    untouched = Prototype.objects.exclude(cell__number__in=[cell.number, 2])
    before = sorted(untouched.values_list("pk", flat=True))
    put(photo, LatLng(15, 5))
    follow_labels()

    assert sorted(untouched.values_list("pk", flat=True)) == before
    assert not Prototype.objects.filter(locator=other).exists()


def test_last_photo_of_a_cell_leaves_it_empty(locator):
    Photo.objects.create(dataset="d", source_id="new", split="test", point=to_point(LatLng(1, 1)))
    for photo in Photo.objects.filter(references__prototype__cell__number=3):
        put(photo, LatLng(5, 5))
    follow_labels()

    assert not Prototype.objects.filter(cell__number=3).exists()
    assert Reference.objects.count() == 37


def test_cells_are_found_as_a_partition_assigns(locator):
    places = [LatLng(*at) for at in draw_points(101).tolist()] + PLACES

    found = cells_of(locator.cell_set, places)

    assert found == load_partition(locator.cell_set).assign(np.array(places)).tolist()


def test_versions_count_from_one_a_dataset():
    assert present_version("d") == 1
    assert [next_version("d").number, next_version("d").number] == [2, 3]
    assert (present_version("d"), present_version("e")) == (3, 1)
