-- The rows of one batch of an import, emptied when its transaction ends.
-- Parameters: none.
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_photo (
    number integer NOT NULL,
    dataset text NOT NULL,
    source_id text NOT NULL,
    sha256 text,
    file text NOT NULL,
    width integer,
    height integer,
    perceptual_hash bigint,
    lat double precision NOT NULL,
    lng double precision NOT NULL,
    region_id bigint, -- by locate_incoming_photos.sql
    label_trust double precision NOT NULL,
    split text NOT NULL,
    author text NOT NULL,
    sequence text NOT NULL,
    scene text NOT NULL,
    heading_deg double precision,
    captured_at timestamptz,
    facts jsonb NOT NULL,
    licence text NOT NULL,
    attribution text NOT NULL
) ON COMMIT DELETE ROWS
