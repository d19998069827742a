"""Tiles: what is in them, where it lies, and that an old one never passes for a new one."""

import threading

import pytest
import shapely
from django.db import connection, connections, transaction
from django.test import TestCase, TransactionTestCase

from predictor import tiles
from predictor.boundaries.incoming import Incoming
from predictor.boundaries.store import save_regions
from predictor.geodesy import LatLng
from predictor.models import Place, Tile, TileLayer
from predictor.models.points import to_point
from predictor.sql import load
from predictor.tiles import NoSuchTileError, TileKey, UnknownLayerError, find_tile
from tests.predictor.mvt import decode
from tests.predictor.squares import load_countries, square

EXTENT = 4096
BUFFER = 64


def layers(layer, z, x, y):
    return decode(find_tile(TileKey(layer, z, x, y)).body)


def raise_revision(layer):
    with connection.cursor() as cursor:
        cursor.execute(load("raise_tile_revisions"), {"layers": [layer]})


class DrawTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_countries("FJ", "LS", "ZA")

    def test_countries_tile_names_what_it_shows(self):
        made = layers("countries", 0, 0, 0)

        shown = {(row.properties["code"], row.properties["name"]) for row in made["countries"]}
        assert shown == {("FJ", "Fiji"), ("LS", "Lesotho"), ("ZA", "South Africa")}

    def test_countries_tile_places_each_name_once(self):
        names = layers("countries", 0, 0, 0)["country_labels"]

        assert [row.properties["code"] for row in names] == ["ZA", "LS", "FJ"]
        assert all(row.kind == 1 and len(row.points) == 1 for row in names)
        assert {row.id for row in names} == {
            row.id for row in layers("countries", 0, 0, 0)["countries"]
        }

    def test_geometry_stays_inside_the_tile_and_its_buffer(self):
        for key in (("countries", 0, 0, 0), ("countries", 5, 18, 18), ("provinces", 6, 37, 37)):
            for rows in layers(*key).values():
                values = [value for row in rows for point in row.points for value in point]
                assert min(values) >= -BUFFER
                assert max(values) <= EXTENT + BUFFER

    def test_neighbouring_tiles_agree_along_their_seam(self):
        west = seam(layers("countries", 4, 8, 9)["countries"], EXTENT)
        east = seam(layers("countries", 4, 9, 9)["countries"], 0)

        assert west == east != set()

    def test_tiles_at_the_antimeridian_show_fiji_on_both_sides(self):
        for x in (0, 2**5 - 1):
            assert [
                row.properties["code"] for row in layers("countries", 5, x, 17)["countries"]
            ] == ["FJ"]

    def test_tiles_at_the_antimeridian_have_no_border_along_it(self):
        halves = shapely.MultiPolygon([square(179, 1), square(-180, 1)])
        save_regions([Incoming(0, "AA", "Both", "", "AA", halves)], "test", print)

        rows = layers("countries", 8, 255, 126)["countries"]

        # The cut lies beyond the edge, in the buffer, where the map clips it.
        assert {x for x, _ in rows[0].points if x > 0.9 * EXTENT} == {EXTENT + BUFFER}

    def test_provinces_begin_at_zoom_3(self):
        assert find_tile(TileKey("provinces", 2, 2, 2)).body == b""
        assert {row.properties["code"] for row in layers("provinces", 3, 4, 4)["provinces"]} >= {
            "LS-maseru"
        }

    def test_deep_tile_shows_the_province_it_lies_in(self):
        rows = layers("provinces", 14, 9475, 9598)["provinces"]

        assert [row.properties["code"] for row in rows] == ["LS-thaba-tseka"]

    def test_tile_over_open_sea_is_empty(self):
        assert find_tile(TileKey("countries", 8, 40, 40)).body == b""

    def test_find_tile_without_regions_is_empty_and_kept_by_nobody(self):
        TileLayer.objects.all().delete()

        assert find_tile(TileKey("countries", 0, 0, 0)).body == b""
        assert not Tile.objects.exists()

    def test_kept_tile_costs_one_query(self):
        first = find_tile(TileKey("countries", 3, 4, 4))

        with self.assertNumQueries(1):
            assert find_tile(TileKey("countries", 3, 4, 4)) == first

    def test_known_tile_is_not_read_again(self):
        etag = find_tile(TileKey("countries", 3, 4, 4)).etag

        assert find_tile(TileKey("countries", 3, 4, 4), known_etag=etag).body is None

    def test_deep_tiles_are_not_kept(self):
        find_tile(TileKey("countries", 9, 296, 300))

        assert not Tile.objects.exists()

    def test_new_revision_draws_anew(self):
        key = TileKey("countries", 3, 4, 4)
        before = find_tile(key)
        load_countries("ZA")

        after = find_tile(key)

        assert after.etag != before.etag or after.body == before.body
        assert Tile.objects.get().revision == TileLayer.objects.get(name="countries").revision == 2

    def test_tile_drawn_before_a_change_is_not_kept_after_it(self):
        key = TileKey("countries", 3, 4, 4)
        revision, body = tiles.draw(key)
        raise_revision("countries")

        tiles.keep(key, revision, body)

        assert not Tile.objects.exists()


def seam(rows, x):
    """Where borders cross one edge of the tile, to a unit of the grid."""
    return {
        (row.properties["code"], round(y))
        for row in rows
        for (ax, ay), (bx, by) in zip(row.points, row.points[1:], strict=False)
        if (ax - x) * (bx - x) < 0
        for y in [ay + (by - ay) * (x - ax) / (bx - ax)]
        if 0 <= y <= EXTENT
    }


class PlacesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        raise_revision("places")
        sizes = {"City": 9_000_000, "Town": 30_000, "Village": 800}
        for number, (name, population) in enumerate(sizes.items()):
            Place.objects.create(
                geoname_id=number, name=name, search_name=name.lower(), country_code="XX",
                population=population, point=to_point(LatLng(0.01, 0.01)),
            )  # fmt: skip

    def names(self, z):
        made = layers("places", z, 2**z // 2, 2**z // 2 - 1)
        return [row.properties["name"] for row in made.get("places", [])]

    def test_places_show_smaller_towns_as_one_zooms_in(self):
        assert self.names(1) == ["City"]
        assert self.names(8) == ["City", "Town"]
        assert self.names(12) == ["City", "Town", "Village"]

    def test_places_show_the_largest_when_there_are_too_many(self):
        Place.objects.bulk_create(
            Place(geoname_id=100 + i, name=f"N{i}", search_name="n", country_code="XX",
                  population=1_000_000 + i, point=to_point(LatLng(1, 1)))
            for i in range(tiles.PLACES_PER_TILE + 10)
        )  # fmt: skip

        names = self.names(6)

        assert len(names) == tiles.PLACES_PER_TILE
        assert names[:2] == ["City", f"N{tiles.PLACES_PER_TILE + 9}"]
        assert "Town" not in names


@pytest.mark.parametrize(
    ("z", "x", "y", "reason"),
    [
        (15, 0, 0, "Zoom 15 is not in"),
        (-1, 0, 0, "Zoom -1"),
        (0, 1, 0, "x 1 is not in"),
        (3, 8, 0, r"x 8 is not in \[0, 7\] at zoom 3"),
        (3, 0, -1, "y -1"),
        (14, 10**9, 0, "x 1000000000"),
    ],
)
def test_tile_key_outside_the_pyramid_is_refused(z, x, y, reason):
    with pytest.raises(NoSuchTileError, match=reason):
        TileKey("countries", z, x, y)


def test_tile_key_of_an_unknown_layer_lists_the_layers():
    with pytest.raises(UnknownLayerError, match="there are: countries, provinces, places"):
        TileKey("oceans", 0, 0, 0)


class RaceTest(TransactionTestCase):
    """With real transactions, because that is what they are about."""

    def setUp(self):
        load_countries("LS")

    def test_many_requests_of_a_cold_tile_draw_it_once(self):
        etags = []
        threads = [
            threading.Thread(target=in_thread(lambda: etags.append(cold().etag))) for _ in range(12)
        ]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(etags) == 12
        assert len(set(etags)) == 1
        assert Tile.objects.count() == 1

    def test_tile_is_drawn_from_one_state_while_regions_change(self):
        """A load that has not committed is invisible, whole or not at all."""
        drawn = []
        with transaction.atomic():
            raise_revision("countries")
            with connection.cursor() as cursor:
                cursor.execute("UPDATE predictor_region SET name = 'New' WHERE level = 0")
            run_elsewhere(lambda: drawn.append(tiles.draw(TileKey("countries", 0, 0, 0))))
        run_elsewhere(lambda: drawn.append(tiles.draw(TileKey("countries", 0, 0, 0))))

        said = [(revision, name_in(body)) for revision, body in drawn]
        assert said == [(1, "Lesotho"), (2, "New")]

    def test_old_tile_kept_late_is_not_served(self):
        key = TileKey("countries", 0, 0, 0)
        old = tiles.draw(key)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE predictor_region SET name = 'New' WHERE level = 0")
        raise_revision("countries")

        run_elsewhere(lambda: tiles.keep(key, *old))

        assert name_in(find_tile(key).body) == "New"


def cold():
    return find_tile(TileKey("countries", 3, 4, 4))


def in_thread(work):
    def run():
        try:
            work()
        finally:
            connections.close_all()

    return run


def run_elsewhere(work):
    """On another connection, as another worker would."""
    thread = threading.Thread(target=in_thread(work))
    thread.start()
    thread.join()


def name_in(body):
    return decode(body)["countries"][0].properties["name"]
