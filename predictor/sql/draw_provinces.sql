-- One tile of provinces, with the revision it was drawn from.
-- Parameters: z, x, y; shape_zoom, the zoom whose shapes serve z.
WITH
bounds AS (
    SELECT
        ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS tile,
        ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096) AS reach
),
provinces AS (
    SELECT
        region.id,
        region.code,
        region.name,
        ST_AsMVTGeom(shape.geom, bounds.tile, 4096, 64) AS geom
    FROM bounds
    JOIN predictor_regionshape AS shape ON shape.geom && bounds.reach
    JOIN predictor_region AS region ON region.id = shape.region_id
    WHERE shape.level = 1 AND shape.zoom = %(shape_zoom)s
    ORDER BY region.id
)
SELECT
    layer.revision,
    (SELECT ST_AsMVT(provinces, 'provinces', 4096, 'geom', 'id') FROM provinces
        WHERE geom IS NOT NULL) AS body
FROM predictor_tilelayer AS layer
WHERE layer.name = 'provinces'
