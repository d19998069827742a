-- Fills in the hashes of pictures that came without one.
-- Parameters: ids, hashes, arrays of equal length.
UPDATE predictor_photo AS photo
SET perceptual_hash = given.hash
FROM unnest(%(ids)s::bigint[], %(hashes)s::bigint[]) AS given (id, hash)
WHERE photo.id = given.id
