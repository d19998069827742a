-- Removes the derived geometry of the staged regions, before it is made anew.
-- Parameters: none.
WITH
changed AS (
    SELECT region.id FROM predictor_region AS region JOIN region_stage USING (level, code)
),
pieces AS (
    DELETE FROM predictor_regionpiece WHERE region_id IN (SELECT id FROM changed)
)
DELETE FROM predictor_regionshape WHERE region_id IN (SELECT id FROM changed)
