-- The place to name each point by: the nearest, where a tenfold population counts like km.
-- Parameters: lats, lngs, arrays of equal length; candidates, how many of the nearest compete;
-- tenfold_km, what ten times the people are worth. One row a point, in their order.
WITH
points AS (
    SELECT
        given.number,
        ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326)::geography AS point
    FROM unnest(%(lats)s::float8[], %(lngs)s::float8[])
        WITH ORDINALITY AS given (lat, lng, number)
)
SELECT
    chosen.id,
    chosen.name,
    chosen.country_code,
    chosen.population,
    ST_Y(chosen.point) AS lat,
    ST_X(chosen.point) AS lng,
    chosen.distance_m / 1000 AS distance_km
FROM points
LEFT JOIN LATERAL (
    SELECT near.*
    FROM (
        SELECT
            place.id,
            place.name,
            place.country_code,
            place.population,
            place.point,
            place.point::geography(Point, 4326) <-> points.point AS distance_m
        FROM predictor_place AS place
        ORDER BY distance_m
        LIMIT %(candidates)s
    ) AS near
    ORDER BY
        near.distance_m - 1000 * %(tenfold_km)s * log(greatest(near.population, 1)),
        near.id
    LIMIT 1
) AS chosen ON TRUE
ORDER BY points.number
