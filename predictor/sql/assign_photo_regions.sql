-- Gives located photos the deepest region around them, or the nearest when just off a coast.
-- Parameters: coast_m, how far off a photo may be; ids, an array of photos, or null for all.
WITH
found AS MATERIALIZED (
    SELECT photo.id, region_at(photo.point, %(coast_m)s) AS region_id
    FROM predictor_photo AS photo
    WHERE photo.point IS NOT NULL AND (%(ids)s::bigint[] IS NULL OR photo.id = ANY(%(ids)s))
)
UPDATE predictor_photo AS photo
SET region_id = found.region_id
FROM found
WHERE photo.id = found.id AND photo.region_id IS DISTINCT FROM found.region_id
