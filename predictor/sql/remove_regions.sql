-- Removes what the staged countries had on the staged levels and have no longer.
-- Parameters: none.
WITH
brought AS (
    SELECT DISTINCT level, country_code FROM region_stage
),
gone AS (
    SELECT region.id
    FROM predictor_region AS region
    JOIN brought USING (level, country_code)
    LEFT JOIN region_stage AS staged USING (level, code)
    WHERE staged.code IS NULL
),
bare_photos AS (
    UPDATE predictor_photo SET region_id = NULL WHERE region_id IN (SELECT id FROM gone)
),
orphans AS (
    UPDATE predictor_region SET parent_id = NULL
    WHERE parent_id IN (SELECT id FROM gone) AND id NOT IN (SELECT id FROM gone)
),
pieces AS (
    DELETE FROM predictor_regionpiece WHERE region_id IN (SELECT id FROM gone)
),
shapes AS (
    DELETE FROM predictor_regionshape WHERE region_id IN (SELECT id FROM gone)
)
DELETE FROM predictor_region WHERE id IN (SELECT id FROM gone)
