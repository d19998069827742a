"""What a refinement answers and what it answers from, in little worlds made for one rule each."""

import numpy as np
import pytest
from django.db import connection, transaction
from django.test import TestCase

from predictor.config import Refine
from predictor.geodesy import LatLng, distance_km
from predictor.models import Place
from predictor.models.points import to_point
from predictor.refine import RefinementError, refine
from tests.predictor.known_world import DIMENSION, save_world, unit_rows
from tests.predictor.squares import load_countries

NEAREST = Refine(method="nearest")
BARYCENTRIC = Refine(method="barycentric", alpha=0.0)
EAST, NORTH, UP = np.eye(DIMENSION, dtype=np.float32)[:3]


def ask(world, query, cells, chances, config=NEAREST):
    (answer,) = refine(
        np.array([query]), np.array([cells]), np.array([chances]), world.locator.pk, config
    )
    return answer


def tilted(share):
    """From one axis towards another."""
    row = (1 - share) * EAST + share * NORTH
    return row / np.linalg.norm(row)


def one_cell(latlng, embeddings, centroid=None, name="world"):
    centroids = [centroid or latlng[0]]
    return save_world(centroids, [(0, np.arange(len(latlng)))], np.array(embeddings), latlng, name)


class RefineTest(TestCase):
    def test_refine_answers_the_nearest_member_and_not_the_farthest(self):
        latlng = [(10.0, 10.0), (10.0, 11.0), (10.0, 12.0)]
        world = one_cell(latlng, [tilted(0.9), tilted(0.1), tilted(0.5)])

        answer = ask(world, EAST, [0], [1.0])

        assert answer.latlng == LatLng(10.0, 11.0)
        assert [each.photo_id for each in answer.members] == world.photo_ids_N[[1, 2, 0]].tolist()
        assert [each.weight for each in answer.members] == [1.0, 0.0, 0.0]
        assert answer.members[0].distance < answer.members[1].distance

    def test_prototypes_overrule_a_slightly_likelier_cell(self):
        groups = [(0, [0]), (1, [1])]
        world = save_world([(0, 0), (0, 50)], groups, np.array([NORTH, EAST]), [(0, 0), (0, 50)])

        answer = ask(world, EAST, [0, 1], [0.51, 0.49])

        assert [cell.number for cell in answer.cells] == [1, 0]
        assert sum(cell.probability for cell in answer.cells) == pytest.approx(1.0)
        assert answer.latlng == LatLng(0, 50)

    def test_barycentre_across_the_antimeridian_stays_there(self):
        world = one_cell([(10.0, 179.0), (10.0, -177.0)], [EAST, EAST])

        answer = ask(world, EAST, [0], [1.0], BARYCENTRIC)

        assert distance_km(answer.latlng, LatLng(10.0, -179.0)) < 1
        assert [each.weight for each in answer.members] == [0.5, 0.5]

    def test_barycentre_around_a_pole_is_the_pole(self):
        world = one_cell([(89.0, lng) for lng in (0.0, 90.0, 180.0, -90.0)], [EAST] * 4)

        answer = ask(world, EAST, [0], [1.0], BARYCENTRIC)

        assert answer.latlng.lat == pytest.approx(90.0, abs=1e-6)

    def test_barycentre_of_antipodes_is_the_best_member(self):
        config = Refine(method="barycentric", alpha=0.0, within_km=30_000.0, max_km=30_000.0)
        world = one_cell([(0.0, 20.0), (0.0, -160.0)], [EAST, EAST])

        assert ask(world, EAST, [0], [1.0], config).latlng == LatLng(0.0, 20.0)

    def test_members_far_from_the_best_one_do_not_count(self):
        world = one_cell([(0.0, 0.0), (0.0, 1.0), (0.0, 40.0)], [EAST, EAST, EAST])

        answer = ask(world, EAST, [0], [1.0], BARYCENTRIC)

        assert answer.latlng.lng == pytest.approx(0.5)
        assert len(answer.members) == 2

    def test_point_too_far_from_the_centroid_gives_way_to_it(self):
        world = one_cell([(0.0, 30.0)], [EAST], centroid=(0.0, 0.0))

        answer = ask(world, EAST, [0], [1.0])

        assert not answer.is_refined
        assert answer.latlng == LatLng(0.0, 0.0)
        assert [each.weight for each in answer.members] == [0.0]

    def test_without_refinement_the_centroid_of_the_likeliest_cell_answers(self):
        world = one_cell([(0.0, 30.0)], [EAST])

        answer = ask(world, EAST, [0], [0.7], Refine(method="none"))

        assert (answer.latlng, answer.is_refined, answer.members) == (LatLng(0.0, 30.0), False, ())

    def test_cells_without_prototypes_answer_their_centroid(self):
        world = save_world([(1, 2), (3, 4)], [], np.empty((0, DIMENSION)), [])

        answer = ask(world, EAST, [0, 1], [0.2, 0.8])

        assert answer.latlng == LatLng(3, 4)
        assert [cell.number for cell in answer.cells] == [1, 0]

    def test_likely_cell_without_prototypes_is_not_beaten_by_an_unlikely_one(self):
        world = save_world([(1, 2), (3, 4)], [(1, [0])], np.array([EAST]), [(3, 4)])

        answer = ask(world, EAST, [0, 1], [0.9, 0.1])

        assert (answer.latlng, answer.is_refined) == (LatLng(1, 2), False)

    def test_tiny_probabilities_and_temperatures_neither_underflow_nor_divide_by_zero(self):
        world = one_cell([(0.0, 30.0), (0.0, 31.0)], [NORTH, EAST])

        answer = ask(world, EAST, [0], [0.0], Refine(temperature=1e-9, alpha=1e9))

        assert answer.latlng == LatLng(0.0, 31.0)

    def test_locators_do_not_see_each_others_references(self):
        first = one_cell([(0.0, 30.0)], [NORTH], name="first")
        one_cell([(0.0, 31.0)], [EAST], name="other")

        answer = ask(first, EAST, [0], [1.0])

        assert [each.photo_id for each in answer.members] == first.photo_ids_N.tolist()


class EvidenceTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_countries("LS", "ZA")
        name = {"name": "Maseru", "search_name": "maseru", "country_code": "LS"}
        Place.objects.create(
            geoname_id=1, point=to_point(LatLng(-29.3, 27.5)), population=1000, **name
        )

    def test_refine_names_country_province_and_place(self):
        answer = ask(one_cell([(-29.4, 27.6)], [EAST]), EAST, [0], [1.0])

        assert (answer.country.code, answer.country.name) == ("LS", "Lesotho")
        assert (answer.province.level, answer.place.name) == (1, "Maseru")
        assert answer.place.distance_km == pytest.approx(14.7, abs=0.2)

    def test_refine_at_sea_names_no_region(self):
        answer = ask(one_cell([(-40.0, 5.0)], [EAST]), EAST, [0], [1.0])

        assert (answer.country, answer.province) == (None, None)


class BatchTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        draw = np.random.default_rng(5)
        latlng = np.column_stack([draw.uniform(-60, 60, 30), draw.uniform(-180, 180, 30)])
        groups = [(number // 3, np.arange(number * 3, number * 3 + 3)) for number in range(10)]
        cls.world = save_world(latlng[:4], groups, unit_rows(draw, 30), latlng)
        cls.queries = unit_rows(draw, 17)
        cls.cells = np.array([draw.permutation(4)[:3] for _ in range(17)])
        cls.chances = draw.dirichlet(np.ones(3), 17)

    def refine(self, rows=slice(None), config=NEAREST):
        arrays = self.queries[rows], self.cells[rows], self.chances[rows]
        return refine(*arrays, self.world.locator.pk, config)

    def test_refine_of_many_is_that_of_each(self):
        singles = [self.refine(slice(row, row + 1))[0] for row in range(17)]

        assert self.refine() == singles

    def test_refine_of_none_is_empty(self):
        assert self.refine(slice(0, 0)) == []

    def test_refine_is_planned_once_a_connection(self):
        for row in range(12):
            self.refine(slice(row, row + 1))

        with connection.cursor() as cursor:
            cursor.execute("SELECT max(generic_plans) FROM pg_prepared_statements")
            assert cursor.fetchone()[0] >= 6

    def test_refine_refuses_embeddings_that_are_no_numbers(self):
        self.queries[3, 2] = np.nan

        with pytest.raises(RefinementError, match="not a number"):
            self.refine()

    def test_refine_refuses_embeddings_of_another_length(self):
        longer = np.ones((1, DIMENSION + 1))

        with pytest.raises(RefinementError, match="dimensions"), transaction.atomic():
            refine(longer, self.cells[:1], self.chances[:1], self.world.locator.pk, NEAREST)

    def test_refine_refuses_cells_of_another_locator(self):
        with pytest.raises(RefinementError, match="none of the cells"):
            refine(
                self.queries[:1],
                self.cells[:1] + 100,
                self.chances[:1],
                self.world.locator.pk,
                NEAREST,
            )

    def test_refine_refuses_arrays_that_do_not_match(self):
        with pytest.raises(ValueError, match="as many photos"):
            refine(
                self.queries[:2], self.cells[:1], self.chances[:1], self.world.locator.pk, NEAREST
            )
