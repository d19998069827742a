-- How hard the photos are, from the fit over all time.
-- Parameters: photos, difficulties, arrays of equal length; at.
INSERT INTO geoweb_photodifficulty AS known (photo_id, difficulty, fitted_at)
SELECT found.photo_id, found.difficulty, %(at)s
FROM unnest(%(photos)s::bigint[], %(difficulties)s::float8[]) AS found (photo_id, difficulty)
ON CONFLICT (photo_id) DO UPDATE SET difficulty = excluded.difficulty, fitted_at = excluded.fitted_at
WHERE known.difficulty IS DISTINCT FROM excluded.difficulty
