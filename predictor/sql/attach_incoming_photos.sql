-- Gives their image to rows that came as metadata only; where they lie and their split stay.
-- Parameters: none, reads incoming_photo. Returns the source_id of each row used.
UPDATE predictor_photo AS photo
SET sha256 = incoming.sha256,
    file = incoming.file,
    width = incoming.width,
    height = incoming.height,
    perceptual_hash = incoming.perceptual_hash
FROM incoming_photo AS incoming
WHERE photo.dataset = incoming.dataset
    AND photo.source_id = incoming.source_id
    AND photo.sha256 IS NULL
    AND incoming.sha256 IS NOT NULL
    AND NOT EXISTS (SELECT FROM predictor_photo AS same WHERE same.sha256 = incoming.sha256)
RETURNING incoming.source_id
