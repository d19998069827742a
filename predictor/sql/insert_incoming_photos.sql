-- Adds the photos whose bytes and whose name are both new; what is there stays as it is.
-- Parameters: none, reads incoming_photo. Returns the source_id of each row added.
INSERT INTO predictor_photo (
    public_id, dataset, source_id, sha256, file, width, height, perceptual_hash, point,
    region_id, label_trust, split, author, sequence, scene, heading_deg, captured_at, facts,
    licence, attribution, created_at
)
SELECT
    gen_random_uuid(), dataset, source_id, sha256, file, width, height, perceptual_hash,
    ST_SetSRID(ST_MakePoint(lng, lat), 4326), region_id, label_trust,
    split, author, sequence, scene, heading_deg, captured_at, facts,
    licence, attribution, now()
FROM incoming_photo
ORDER BY number
ON CONFLICT DO NOTHING
RETURNING source_id
