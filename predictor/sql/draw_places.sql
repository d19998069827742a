-- The largest places of one tile, with the revision it was drawn from.
-- Parameters: z, x, y; population, the smallest shown; places, the most a tile shows.
WITH
bounds AS (
    SELECT
        ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS tile,
        ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4326) AS degrees
),
largest AS (
    SELECT place.id, place.name, place.country_code, place.population, place.point
    FROM bounds
    JOIN predictor_place AS place ON place.point && bounds.degrees
    WHERE place.population >= %(population)s
    ORDER BY place.population DESC, place.id
    LIMIT %(places)s
),
places AS (
    SELECT
        largest.id,
        largest.name,
        largest.country_code,
        largest.population,
        row_number() OVER (ORDER BY largest.population DESC, largest.id) AS rank,
        ST_AsMVTGeom(ST_Transform(largest.point, 3857), bounds.tile, 4096, 0) AS geom
    FROM largest
    CROSS JOIN bounds
    ORDER BY largest.population DESC, largest.id
)
SELECT
    layer.revision,
    (SELECT ST_AsMVT(places, 'places', 4096, 'geom', 'id') FROM places
        WHERE geom IS NOT NULL) AS body
FROM predictor_tilelayer AS layer
WHERE layer.name = 'places'
