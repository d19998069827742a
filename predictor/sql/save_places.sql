-- Makes or changes the staged places, known by their GeoNames id; rows that say the same stay.
-- Parameters: none.
INSERT INTO predictor_place AS place
    (geoname_id, name, search_name, country_code, admin1_code, population, point)
SELECT
    geoname_id,
    name,
    search_name,
    country_code,
    admin1_code,
    population,
    ST_SetSRID(ST_MakePoint(lng, lat), 4326)
FROM place_stage
-- Neighbours side by side on disk: a tile and a nearest search read few pages.
ORDER BY ST_GeoHash(ST_MakePoint(lng, lat), 6)
ON CONFLICT (geoname_id) DO UPDATE SET
    name = EXCLUDED.name,
    search_name = EXCLUDED.search_name,
    country_code = EXCLUDED.country_code,
    admin1_code = EXCLUDED.admin1_code,
    population = EXCLUDED.population,
    point = EXCLUDED.point
WHERE (place.name, place.country_code, place.admin1_code, place.population)
    IS DISTINCT FROM
    (EXCLUDED.name, EXCLUDED.country_code, EXCLUDED.admin1_code, EXCLUDED.population)
    OR NOT ST_Equals(place.point, EXCLUDED.point)
