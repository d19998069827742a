-- The deepest region around a point, or the nearest when it is just off a coast; else null.
-- Parameters of the function: place, a WGS 84 point; coast_m, how far off it may be.
CREATE OR REPLACE FUNCTION region_at(place geometry, coast_m double precision)
RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH
    covering AS (
        SELECT piece.region_id
        FROM predictor_regionpiece AS piece
        WHERE ST_Covers(piece.geom, place)
        ORDER BY piece.level DESC, piece.region_id
        LIMIT 1
    ),
    near AS (
        SELECT piece.region_id
        FROM predictor_regionpiece AS piece
        WHERE NOT EXISTS (SELECT FROM covering)
            AND ST_DWithin(piece.geom::geography(Polygon, 4326), place::geography, coast_m)
        ORDER BY
            ST_Distance(piece.geom::geography(Polygon, 4326), place::geography),
            piece.level DESC,
            piece.region_id
        LIMIT 1
    )
    SELECT region_id FROM covering
    UNION ALL
    SELECT region_id FROM near
$$
