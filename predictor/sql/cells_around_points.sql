-- The number of the finest cell around each point, borders included; null outside all of them.
-- Parameters: cell_set; lats, lngs, arrays of equal length. One row a point, in their order.
WITH
finest AS (
    SELECT max(cell.level) AS level FROM predictor_geocell AS cell
    WHERE cell.cell_set_id = %(cell_set)s
)
SELECT (
    SELECT min(cell.number)
    FROM predictor_geocell AS cell, finest
    WHERE
        cell.cell_set_id = %(cell_set)s
        AND cell.level = finest.level
        AND ST_Covers(cell.geom, ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326))
)
FROM unnest(%(lats)s::float8[], %(lngs)s::float8[]) WITH ORDINALITY AS given (lat, lng, number)
ORDER BY given.number
