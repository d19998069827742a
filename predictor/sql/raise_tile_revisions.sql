-- Starts a new revision of tile layers and forgets the tiles of the old ones.
-- Parameters: layers, an array of names.
WITH
raised AS (
    INSERT INTO predictor_tilelayer (name, revision)
    SELECT name, 1 FROM unnest(%(layers)s::text[]) AS name
    ON CONFLICT (name) DO UPDATE SET revision = predictor_tilelayer.revision + 1
    RETURNING name
)
DELETE FROM predictor_tile WHERE layer IN (SELECT name FROM raised)
