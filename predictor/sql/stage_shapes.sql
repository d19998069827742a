-- Makes an empty table for generalised shapes on their way in, as for regions.
-- Parameters: none.
DROP TABLE IF EXISTS pg_temp.shape_stage;
CREATE TEMPORARY TABLE shape_stage (
    level smallint NOT NULL,
    code text NOT NULL,
    zoom smallint NOT NULL,
    geom geometry(MultiPolygon, 3857) NOT NULL
) ON COMMIT DROP
