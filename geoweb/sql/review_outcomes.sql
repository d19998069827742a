-- The columns that predictor/metrics.py measures, in the order of the photos, as `evaluate` has it.
-- No parameters. No distance, confidence and right cell where there is no answer.
SELECT
    photo_id,
    cluster,
    CASE WHEN is_answered THEN km END AS distance_km,
    country_right,
    province_right,
    confidence,
    is_cell_right::integer AS cell_right
FROM review_outcome
ORDER BY photo_id
