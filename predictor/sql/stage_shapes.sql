-- Makes an empty table for generalised shapes on their way in.
-- Parameters: none.
CREATE TEMPORARY TABLE shape_stage (
    level smallint NOT NULL,
    code text NOT NULL,
    zoom smallint NOT NULL,
    geom geometry(MultiPolygon, 3857) NOT NULL
) ON COMMIT DROP
