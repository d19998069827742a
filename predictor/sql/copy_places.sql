-- Takes places into the stage.
-- Parameters: none; rows follow in the order of the columns.
COPY place_stage
    (geoname_id, name, search_name, country_code, admin1_code, population, lat, lng)
FROM STDIN
