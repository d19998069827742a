"""The gazetteer behind "near Lyon, France"."""

from django.contrib.gis.db import models

from predictor.models.points import WGS84, distance_index, in_world


class Place(models.Model):
    geoname_id = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200, help_text="Lower case, without diacritics.")
    country_code = models.CharField(max_length=2)
    admin1_code = models.CharField(max_length=20, blank=True)
    population = models.PositiveIntegerField(default=0)
    # Usage: sql/make_tile_places.sql, bounding box of a tile. Django adds the GiST index.
    point = models.PointField(srid=WGS84)

    class Meta:
        constraints = [in_world("point", "place_point_in_world")]
        indexes = [
            # Usage: sql/nearest_places.sql, nearest first.
            distance_index("point", "place_point_geog"),
            # Usage: sql/tile_places.sql and the gallery, largest first.
            models.Index(fields=["-population"], name="place_population"),
            # Usage: search by the first letters while a pin is placed.
            models.Index(
                fields=["search_name"], name="place_search", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
