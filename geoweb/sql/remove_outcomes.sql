-- Forgets outcomes of a locator whose photo is no test photo any more, or whose answer is gone.
-- Parameters: locator. Returns a count.
WITH
gone AS (
    DELETE FROM geoweb_outcome AS outcome
    USING predictor_photo AS photo
    WHERE
        outcome.locator_id = %(locator)s
        AND photo.id = outcome.photo_id
        AND (
            photo.split IS DISTINCT FROM 'test'
            OR photo.point IS NULL
            OR outcome.distance_km IS NOT NULL AND NOT EXISTS (
                SELECT FROM predictor_prediction AS prediction
                WHERE
                    prediction.locator_id = %(locator)s
                    AND prediction.photo_id = outcome.photo_id
                    AND cardinality(prediction.cell_numbers) > 0
            )
        )
    RETURNING outcome.id
)
SELECT count(*) FROM gone
