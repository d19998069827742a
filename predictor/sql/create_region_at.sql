-- The deepest region around a point, or the nearest when it is just off a coast; else null.
-- Parameters of the function: place, a WGS 84 point; coast_m, how far off it may be.
-- In PL/pgSQL, which keeps its plans for a session; a function in SQL would be planned in every
-- statement, which takes longer than the search.
CREATE OR REPLACE FUNCTION region_at(place geometry, coast_m double precision)
RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    found_id bigint;
BEGIN
    SELECT piece.region_id
    INTO found_id
    FROM predictor_regionpiece AS piece
    WHERE ST_Covers(piece.geom, place)
    ORDER BY piece.level DESC, piece.region_id
    LIMIT 1;

    IF found_id IS NULL THEN
        SELECT piece.region_id
        INTO found_id
        FROM predictor_regionpiece AS piece
        WHERE ST_DWithin(piece.geom::geography(Polygon, 4326), place::geography, coast_m)
        ORDER BY
            ST_Distance(piece.geom::geography(Polygon, 4326), place::geography),
            piece.level DESC,
            piece.region_id
        LIMIT 1;
    END IF;

    RETURN found_id;
END
$$
