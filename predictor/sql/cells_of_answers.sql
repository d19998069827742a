-- The centroid of each cell answered, and whether the photo lies in it. A photo in no cell lies
-- in one that comes within a coast's width of it: shapes of cells end at a simplified coast.
-- Parameters: cell_set, numbers, lats, lngs (arrays of equal length, where the photos are),
-- coast_m. One row an answer, in their order.
WITH
answered AS (
    SELECT
        given.number AS row_number,
        cell.centroid,
        cell.geom,
        ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326) AS truth
    FROM unnest(%(numbers)s::integer[], %(lats)s::float8[], %(lngs)s::float8[])
        WITH ORDINALITY AS given (cell_number, lat, lng, number)
    JOIN predictor_geocell AS cell
        ON cell.cell_set_id = %(cell_set)s AND cell.number = given.cell_number
)
SELECT
    ST_Y(answered.centroid) AS lat,
    ST_X(answered.centroid) AS lng,
    ST_Covers(answered.geom, answered.truth)
        OR (
            NOT EXISTS (
                SELECT FROM predictor_geocell AS other
                WHERE other.cell_set_id = %(cell_set)s AND ST_Covers(other.geom, answered.truth)
            )
            AND ST_DWithin(answered.geom::geography, answered.truth::geography, %(coast_m)s, FALSE)
        ) AS is_hit
FROM answered
ORDER BY answered.row_number
