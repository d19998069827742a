-- Where the located photos lie, in which split, and what they look like. A photo that is not
-- trusted at all is neither learnt from nor measured by, and gives nothing away.
-- Parameters: datasets, an array of names, or null for all.
SELECT id, split, ST_Y(point), ST_X(point), COALESCE(perceptual_hash, 0), file
FROM predictor_photo
WHERE
    split IS NOT NULL
    AND label_trust > 0
    AND (%(datasets)s::text[] IS NULL OR dataset = ANY(%(datasets)s))
ORDER BY id
