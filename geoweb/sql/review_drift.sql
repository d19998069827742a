-- Do uploads look like what the locator was measured on? How far their embeddings lie from the
-- nearest training photo that was looked at, and how sure the answers are: in tenths of the test
-- photos. Parameters: locator. One row a measure and tenth: photos of the test set, uploads.
WITH
asked AS (
    SELECT prediction.photo_id, prediction.evidence, prediction.probabilities, TRUE AS is_upload
    FROM predictor_prediction AS prediction
    JOIN geoweb_uploadphoto AS view ON view.photo_id = prediction.photo_id
    JOIN predictor_photo AS photo ON photo.id = prediction.photo_id
    WHERE prediction.locator_id = %(locator)s AND photo.split IS DISTINCT FROM 'test'
    UNION ALL
    SELECT prediction.photo_id, prediction.evidence, prediction.probabilities, FALSE
    FROM review_outcome AS outcome
    JOIN predictor_prediction AS prediction
        ON prediction.photo_id = outcome.photo_id AND prediction.locator_id = %(locator)s
),
measured AS MATERIALIZED (
    SELECT asked.is_upload, measure.name, measure.value
    FROM asked
    CROSS JOIN LATERAL (
        VALUES
            ('neighbour', (
                SELECT min((member ->> 'distance')::double precision)
                FROM jsonb_array_elements(asked.evidence -> 'members') AS member
            )),
            ('confidence', asked.probabilities[1])
    ) AS measure (name, value)
    WHERE measure.value IS NOT NULL
),
edges AS (
    SELECT
        name,
        percentile_cont(ARRAY[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
            WITHIN GROUP (ORDER BY value) AS bounds
    FROM measured
    WHERE NOT is_upload
    GROUP BY name
)
SELECT
    measured.name,
    edges.bounds,
    bin.number,
    count(*) FILTER (WHERE NOT measured.is_upload) AS test_photos,
    count(*) FILTER (WHERE measured.is_upload) AS uploads
FROM measured
JOIN edges USING (name)
CROSS JOIN LATERAL (
    SELECT (SELECT count(*) FROM unnest(edges.bounds) AS edge WHERE edge <= measured.value) AS number
) AS bin
GROUP BY measured.name, edges.bounds, bin.number
ORDER BY measured.name, bin.number
