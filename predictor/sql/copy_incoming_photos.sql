-- Sends the rows of one batch; the order of the columns is that of intake/writing.py.
-- Parameters: none, rows follow.
COPY incoming_photo (
    number, dataset, source_id, sha256, file, width, height, perceptual_hash, lat, lng,
    label_trust, split, author, sequence, scene, heading_deg, captured_at, facts, licence,
    attribution
) FROM STDIN
