-- Removes the places that the stage does not hold.
-- Parameters: none.
DELETE FROM predictor_place AS place
WHERE NOT EXISTS (
    SELECT FROM place_stage AS staged WHERE staged.geoname_id = place.geoname_id
)
