-- One tile of countries and where to write their names, with the revision it was drawn from.
-- Parameters: z, x, y; shape_zoom, the zoom whose shapes serve z.
WITH
bounds AS (
    SELECT
        ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS tile,
        ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096) AS reach
),
countries AS (
    SELECT
        region.id,
        region.code,
        region.name,
        ST_AsMVTGeom(shape.geom, bounds.tile, 4096, 64) AS geom
    FROM bounds
    JOIN predictor_regionshape AS shape ON shape.geom && bounds.reach
    JOIN predictor_region AS region ON region.id = shape.region_id
    WHERE shape.level = 0 AND shape.zoom = %(shape_zoom)s
    ORDER BY region.id
),
names AS (
    SELECT
        region.id,
        region.code,
        region.name,
        round(region.area_km2)::bigint AS area_km2,
        ST_AsMVTGeom(ST_Transform(region.label_point, 3857), bounds.tile, 4096, 0) AS geom
    FROM bounds
    JOIN predictor_region AS region ON region.label_point && ST_Transform(bounds.tile, 4326)
    WHERE region.level = 0
    ORDER BY region.area_km2 DESC, region.id
)
SELECT
    layer.revision,
    (SELECT ST_AsMVT(countries, 'countries', 4096, 'geom', 'id') FROM countries
        WHERE geom IS NOT NULL)
    || (SELECT ST_AsMVT(names, 'country_labels', 4096, 'geom', 'id') FROM names
        WHERE geom IS NOT NULL) AS body
FROM predictor_tilelayer AS layer
WHERE layer.name = 'countries'
