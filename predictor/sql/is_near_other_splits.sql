-- Whether a photo lies close to one of another split, of any dataset, that is learnt from or tested.
-- Parameters: photo, its id; distance_m.
SELECT EXISTS (
    SELECT
    FROM predictor_photo AS photo
    JOIN predictor_photo AS near
        ON ST_DWithin(
            near.point::geography(POINT, 4326),
            photo.point::geography(POINT, 4326),
            %(distance_m)s,
            false
        )
    WHERE photo.id = %(photo)s AND near.split <> photo.split AND near.label_trust > 0
)
