-- The country and the province each point counts for, null at sea, by the rule of region_at.
-- Parameters: lats, lngs, arrays of equal length; coast_m. One row a point, in their order.
WITH
found AS MATERIALIZED (
    SELECT
        given.number,
        region_at(ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326), %(coast_m)s) AS region_id
    FROM unnest(%(lats)s::float8[], %(lngs)s::float8[])
        WITH ORDINALITY AS given (lat, lng, number)
)
SELECT country.id AS country_id, province.id AS province_id
FROM found
LEFT JOIN predictor_region AS deepest ON deepest.id = found.region_id
LEFT JOIN predictor_region AS parent ON parent.id = deepest.parent_id
LEFT JOIN predictor_region AS country
    ON country.level = 0 AND country.id IN (deepest.id, parent.id, parent.parent_id)
LEFT JOIN predictor_region AS province
    ON province.level = 1 AND province.id IN (deepest.id, parent.id)
ORDER BY found.number
