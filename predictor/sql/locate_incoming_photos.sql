-- Gives the rows of one batch their region, as assign_photo_regions.sql does, and doubts
-- those at sea whose numbers, exchanged, lie inside a country.
-- Parameters: coast_m, how far off a photo may be; trust, of the doubtful. Returns their numbers.
WITH
incoming AS (
    SELECT
        number,
        abs(lng) <= 90 AS can_be_exchanged,
        ST_SetSRID(ST_MakePoint(lng, lat), 4326) AS point,
        ST_SetSRID(ST_MakePoint(lat, lng), 4326) AS exchanged
    FROM incoming_photo
),
found AS MATERIALIZED (
    SELECT incoming.*, region_at(incoming.point, %(coast_m)s) AS region_id
    FROM incoming
),
judged AS (
    SELECT
        found.number,
        found.region_id,
        found.region_id IS NULL AND found.can_be_exchanged AND EXISTS (
            SELECT FROM predictor_regionpiece AS piece
            WHERE ST_Covers(piece.geom, found.exchanged)
        ) AS is_doubtful
    FROM found
),
placed AS (
    UPDATE incoming_photo AS photo
    SET region_id = judged.region_id,
        label_trust = CASE
            WHEN judged.is_doubtful THEN LEAST(photo.label_trust, %(trust)s)
            ELSE photo.label_trust
        END
    FROM judged
    WHERE photo.number = judged.number
    RETURNING photo.number, judged.is_doubtful
)
SELECT placed.number FROM placed WHERE placed.is_doubtful
