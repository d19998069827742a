-- Gives located photos the deepest region around them, or the nearest when just off a coast.
-- Parameters: coast_m, how far off a photo may be; ids, an array of photos, or null for all.
WITH
located AS (
    SELECT photo.id, photo.region_id, photo.point
    FROM predictor_photo AS photo
    WHERE photo.point IS NOT NULL AND (%(ids)s::bigint[] IS NULL OR photo.id = ANY(%(ids)s))
),
found AS (
    SELECT located.id, COALESCE(covering.region_id, near.region_id) AS region_id
    FROM located
    LEFT JOIN LATERAL (
        SELECT piece.region_id
        FROM predictor_regionpiece AS piece
        WHERE ST_Covers(piece.geom, located.point)
        ORDER BY piece.level DESC, piece.region_id
        LIMIT 1
    ) AS covering ON TRUE
    LEFT JOIN LATERAL (
        SELECT piece.region_id
        FROM predictor_regionpiece AS piece
        WHERE covering.region_id IS NULL
            AND ST_DWithin(
                piece.geom::geography(Polygon, 4326), located.point::geography, %(coast_m)s
            )
        ORDER BY
            ST_Distance(piece.geom::geography(Polygon, 4326), located.point::geography),
            piece.level DESC,
            piece.region_id
        LIMIT 1
    ) AS near ON TRUE
)
UPDATE predictor_photo AS photo
SET region_id = found.region_id
FROM found
WHERE photo.id = found.id AND photo.region_id IS DISTINCT FROM found.region_id
