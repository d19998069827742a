-- Photos whose label has to be judged: never judged by this locator, marked, or made from what
-- has changed since. Parameters: locator, dataset ('' for all), least_crowd. One id a row.
WITH
reported AS (
    SELECT flag.photo_id, count(*) AS reports
    FROM geoweb_flag AS flag
    WHERE flag.state = 'open' AND flag.reason = 'wrong_place'
    GROUP BY flag.photo_id
),
guessed AS (
    SELECT result.photo_id, count(*) AS guesses
    FROM geoweb_result AS result
    JOIN geoweb_guess AS guess ON guess.id = result.guess_id AND guess.point IS NOT NULL
    GROUP BY result.photo_id
    HAVING count(*) >= %(least_crowd)s
)
SELECT embedding.photo_id
FROM predictor_embedding AS embedding
JOIN predictor_photo AS photo ON photo.id = embedding.photo_id AND photo.split IS NOT NULL
LEFT JOIN geoweb_suspicion AS known ON known.photo_id = photo.id
LEFT JOIN reported ON reported.photo_id = photo.id
LEFT JOIN guessed ON guessed.photo_id = photo.id
WHERE
    embedding.locator_id = %(locator)s
    AND embedding.embedding IS NOT NULL
    AND (%(dataset)s = '' OR photo.dataset = %(dataset)s)
    AND (
        known.photo_id IS NULL
        OR known.is_stale
        OR known.locator_id <> embedding.locator_id
        OR known.point IS DISTINCT FROM photo.point
        OR known.reports <> coalesce(reported.reports, 0)
        OR known.guesses <> coalesce(guessed.guesses, 0)
    )
ORDER BY embedding.photo_id
