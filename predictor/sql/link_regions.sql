-- Gives every region its parent: the one named by the file, else the country it lies in.
-- Parameters: none.
WITH
named AS (
    SELECT region.id, parent.id AS parent_id
    FROM region_stage AS staged
    JOIN predictor_region AS region USING (level, code)
    JOIN predictor_region AS parent
        ON parent.code = staged.parent_code AND parent.level = staged.level - 1
),
country AS (
    SELECT DISTINCT ON (region.id) region.id, parent.id AS parent_id
    FROM predictor_region AS region
    JOIN predictor_region AS parent
        ON parent.country_code = region.country_code AND parent.level = 0
    WHERE region.level > 0
    ORDER BY region.id, parent.id
)
UPDATE predictor_region AS region
SET parent_id = COALESCE(named.parent_id, region.parent_id, country.parent_id)
FROM country
LEFT JOIN named ON named.id = country.id
WHERE region.id = country.id
    AND region.parent_id IS DISTINCT FROM
        COALESCE(named.parent_id, region.parent_id, country.parent_id)
