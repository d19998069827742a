-- Makes an empty table for regions on their way in; it is gone after the transaction,
-- or with the next load in it. Parameters: none.
DROP TABLE IF EXISTS pg_temp.region_stage;
CREATE TEMPORARY TABLE region_stage (
    level smallint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    parent_code text NOT NULL,
    country_code text NOT NULL,
    source text NOT NULL,
    label_point geometry(Point, 4326) NOT NULL,
    geom geometry(MultiPolygon, 4326) NOT NULL,
    PRIMARY KEY (level, code)
) ON COMMIT DROP
