"""Countries and provinces, with the derived geometry that lookups and tiles read."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint

from predictor.models.points import WGS84, distance_index

WEB_MERCATOR = 3857
# Shapes exist up to this zoom; deeper tiles show the last.
LAST_SHAPE_ZOOM = 6


class Region(models.Model):
    """Level 0 is a country, level 1 a province, level 2 what lies below; split at 180 degrees."""

    level = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    country_code = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2 of the country.")
    area_km2 = models.FloatField(default=0.0)
    source = models.CharField(max_length=80, blank=True)
    geom = models.MultiPolygonField(srid=WGS84, spatial_index=False)
    label_point = models.PointField(
        srid=WGS84, null=True, spatial_index=False, help_text="Where a map writes the name."
    )

    class Meta:
        constraints = [
            UniqueConstraint(fields=["level", "code"], name="region_level_code_unique"),
            CheckConstraint(name="region_not_own_parent", condition=~Q(parent=F("id"))),
            CheckConstraint(
                name="region_country_has_no_parent", condition=Q(level__gt=0) | Q(parent=None)
            ),
        ]
        indexes = [
            # Usage: provinces of a country (review by region, choropleths).
            models.Index(fields=["country_code", "level"], name="region_country_level"),
        ]

    def __str__(self) -> str:
        return self.name


class RegionPiece(models.Model):
    """A part with few vertices: covering tests touch hundreds of points, not 100,000."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="pieces")
    level = models.PositiveSmallIntegerField()
    # Usage: sql/locate_regions.sql, the covering piece. Django adds the GiST index.
    geom = models.PolygonField(srid=WGS84)

    class Meta:
        indexes = [
            # Usage: sql/locate_regions.sql, the nearest coast of a point at sea: middles of
            # pieces bound the distance, then pieces within it are measured.
            distance_index("geom", "regionpiece_geog", models.PolygonField),
            distance_index(Func("geom", function="ST_PointOnSurface"), "regionpiece_middle"),
        ]


class RegionShape(models.Model):
    """A region as one zoom level shows it: Web Mercator, generalised."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="shapes")
    level = models.PositiveSmallIntegerField()
    zoom = models.PositiveSmallIntegerField()
    # Usage: sql/tile_regions.sql, bounding box of a tile. Django adds the GiST index.
    geom = models.MultiPolygonField(srid=WEB_MERCATOR)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["region", "zoom"], name="regionshape_region_zoom_unique"),
        ]
