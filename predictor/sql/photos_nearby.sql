-- A few photos of a dataset within a distance of each given point, to keep neighbours together.
-- Parameters: dataset, numbers, lats, lngs (arrays of one length), distance_m, most.
SELECT wanted.number, near.sequence, near.author, near.split, near.lat, near.lng
FROM unnest(%(numbers)s::integer[], %(lats)s::float8[], %(lngs)s::float8[])
    AS wanted (number, lat, lng)
CROSS JOIN LATERAL (
    SELECT
        photo.sequence, photo.author, photo.split,
        ST_Y(photo.point) AS lat, ST_X(photo.point) AS lng
    FROM predictor_photo AS photo
    -- Kept from the index on the dataset: a new one is thought to be small while it fills, and
    -- reading all of it for each point took ten times as long as the nearest of all datasets.
    WHERE photo.dataset || '' = %(dataset)s
        AND photo.split IS NOT NULL
        AND ST_DWithin(
            photo.point::geography(POINT, 4326),
            ST_SetSRID(ST_MakePoint(wanted.lng, wanted.lat), 4326)::geography,
            %(distance_m)s,
            false
        )
    LIMIT %(most)s
) AS near
