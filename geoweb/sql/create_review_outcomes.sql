-- The outcomes that one review is made of, for the statements after this one.
-- Parameters: locator, datasets (an array), min_trust, farthest_km (what no answer counts as).
CREATE TEMPORARY TABLE review_outcome ON COMMIT DROP AS
SELECT
    outcome.photo_id,
    outcome.cluster,
    outcome.distance_km IS NOT NULL AS is_answered,
    coalesce(outcome.distance_km, %(farthest_km)s) AS km,
    outcome.score,
    outcome.true_country_id,
    outcome.true_province_id,
    outcome.answered_country_id,
    -- A truth at sea counts for nobody; no answer, or one at sea, is wrong.
    CASE
        WHEN outcome.true_country_id IS NULL THEN NULL
        WHEN outcome.answered_country_id = outcome.true_country_id THEN 1.0
        ELSE 0.0
    END::double precision AS country_right,
    CASE
        WHEN outcome.true_province_id IS NULL THEN NULL
        WHEN outcome.answered_province_id = outcome.true_province_id THEN 1.0
        ELSE 0.0
    END::double precision AS province_right,
    outcome.confidence,
    outcome.is_cell_right,
    photo.scene,
    coalesce(photo.facts ->> 'season', '') AS season,
    CASE WHEN photo.sequence = '' THEN 'lone' ELSE 'drive' END AS drive,
    photo.dataset
FROM geoweb_outcome AS outcome
JOIN predictor_photo AS photo ON photo.id = outcome.photo_id
WHERE
    outcome.locator_id = %(locator)s
    AND photo.dataset = ANY(%(datasets)s)
    AND photo.split = 'test'
    AND photo.label_trust >= %(min_trust)s
    AND photo.file <> ''
