"""Prototypes and references on their way into the database."""

import numpy as np
import pytest
from django.db import connection
from django.test import TestCase
from psycopg.errors import UniqueViolation

from predictor.models import Prototype, Reference
from predictor.references import save_references
from tests.predictor.known_world import (
    clusters_of,
    save_locator,
    save_photos,
    save_world,
    unit_rows,
)

CENTROIDS = [(0.0, 0.0), (10.0, 10.0), (89.0, -179.0)]
GROUPS = [(0, [4, 1]), (2, [0]), (2, [3, 2])]


def little_world(name="world"):
    draw = np.random.default_rng(1)
    latlng = np.array([(89.5, 180.0), (0.1, 0.2), (89.0, -179.9), (89.1, -180.0), (-0.25, 0.5)])
    return save_world(CENTROIDS, GROUPS, unit_rows(draw, 5), latlng, name)


class SaveReferencesTest(TestCase):
    def test_references_keep_position_and_half_precision_embedding(self):
        world = little_world()

        for row, photo_id in enumerate(world.photo_ids_N.tolist()):
            found = Reference.objects.get(locator=world.locator, photo=photo_id)
            assert (found.point.y, found.point.x) == tuple(world.latlng_N2[row])
            stored = np.array(found.embedding, dtype=np.float16)
            assert (stored == world.embeddings_ND[row].astype(np.float16)).all()

    def test_prototypes_keep_their_members_cell_and_count(self):
        world = little_world()

        found = Prototype.objects.filter(locator=world.locator).order_by("id")

        assert [each.cell.number for each in found] == [0, 2, 2]
        assert [each.photo_count for each in found] == [2, 1, 2]
        members = [set(each.members.values_list("photo", flat=True)) for each in found]
        assert members == [set(world.photo_ids_N[rows].tolist()) for _, rows in GROUPS]

    def test_references_lie_on_disk_in_the_order_of_their_cells(self):
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE predictor_reference")  # no gaps that other tests left
            little_world()
            cursor.execute(
                "SELECT photo_id - min(photo_id) OVER () FROM predictor_reference ORDER BY ctid"
            )
            assert [row[0] for row in cursor.fetchall()] == [4, 1, 0, 3, 2]

    def test_embeddings_stay_in_their_rows(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attrelid::regclass::text, attstorage::text FROM pg_attribute"
                " WHERE attname = 'embedding' AND attrelid IN"
                " ('predictor_prototype'::regclass, 'predictor_reference'::regclass)"
            )
            assert dict(cursor.fetchall()) == {
                "predictor_prototype": "p",
                "predictor_reference": "p",
            }

    def test_planner_knows_the_photos_before_the_commit_looks_each_up(self):
        little_world()

        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'predictor_photo'")
            assert cursor.fetchone() == (5,)

    def test_ids_of_later_rows_do_not_collide(self):
        little_world("first")
        little_world("second")

        assert Prototype.objects.count() == 6
        assert Reference.objects.count() == 10

    def test_nothing_is_kept_of_a_save_that_fails(self):
        latlng, embeddings = np.zeros((2, 2)), unit_rows(np.random.default_rng(2), 2)
        photo_ids = save_photos(latlng, "half")
        locator = save_locator(CENTROIDS, "half")
        clusters = clusters_of([(0, [0]), (1, [1])], embeddings, latlng)

        with pytest.raises(UniqueViolation):
            save_references(locator, [photo_ids[0], photo_ids[0]], embeddings, latlng, clusters)

        assert not Prototype.objects.exists()
