-- Makes an empty table for places on their way in; it is gone after the transaction,
-- or with the next load in it. Parameters: none.
DROP TABLE IF EXISTS pg_temp.place_stage;
CREATE TEMPORARY TABLE place_stage (
    geoname_id integer PRIMARY KEY,
    name text NOT NULL,
    search_name text NOT NULL,
    country_code text NOT NULL,
    admin1_code text NOT NULL,
    population integer NOT NULL,
    lat float8 NOT NULL,
    lng float8 NOT NULL
) ON COMMIT DROP
