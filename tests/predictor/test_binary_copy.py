"""The binary COPY format against rows read back, over sizes that do not divide into blocks."""

import struct

import numpy as np
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.test import TestCase

from predictor.binary_copy import BLOCK_ROWS, bigints, halfvecs, integers, messages, points

NUMBERS = BLOCK_ROWS + 3


class CopyTest(TestCase):
    def copied(self, **columns):
        """What PostgreSQL says it received, as text."""
        types = {bigints: "bigint", integers: "integer", points: "geometry(Point, 4326)"}
        names = [f"{name} {types.get(encode, 'halfvec')}" for name, (_, encode) in columns.items()]
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE copied ({', '.join(names)}) ON COMMIT DROP")
            with cursor.copy("COPY copied FROM STDIN (FORMAT BINARY)") as copy:
                for message in messages(columns):
                    copy.write(message)
            cursor.execute("SELECT * FROM copied ORDER BY ctid")
            return cursor.fetchall()

    def test_numbers_of_more_than_one_block_come_back(self):
        big, small = np.arange(NUMBERS) * 10**14 - 5, np.arange(NUMBERS) - 7

        found = self.copied(big=(big, bigints), small=(small, integers))

        assert found == list(zip(big.tolist(), small.tolist(), strict=True))

    def test_halfvecs_come_back_rounded_to_half_precision(self):
        rows = np.random.default_rng(1).normal(size=(5, 7))

        found = [row[0] for row in self.copied(embedding=(rows, halfvecs))]

        numbers = [[float(number) for number in text[1:-1].split(",")] for text in found]
        assert (np.array(numbers).astype(np.float16) == rows.astype(np.float16)).all()

    def test_points_come_back_with_longitude_first_and_their_reference_system(self):
        latlng = np.array([(-90.0, 180.0), (12.5, -179.25)])

        found = [GEOSGeometry(row[0]) for row in self.copied(point=(latlng, points))]

        assert [(point.x, point.y, point.srid) for point in found] == [
            (180.0, -90.0, 4326),
            (-179.25, 12.5, 4326),
        ]

    def test_no_rows_are_a_header_and_a_trailer(self):
        assert self.copied(number=(np.empty(0), bigints)) == []

    def test_row_is_laid_out_as_the_manual_says(self):
        header, row, trailer = messages({"number": (np.array([258]), integers)})

        assert row == struct.pack(">hii", 1, 4, 258)
        assert (header[:11], trailer) == (b"PGCOPY\n\xff\r\n\0", struct.pack(">h", -1))
