-- Keeps a drawn tile, unless its layer has moved on to another revision since.
-- Parameters: layer, revision, z, x, y, etag, body.
INSERT INTO predictor_tile (layer, revision, z, x, y, etag, body)
SELECT name, revision, %(z)s, %(x)s, %(y)s, %(etag)s, %(body)s
FROM predictor_tilelayer
WHERE name = %(layer)s AND revision = %(revision)s
ON CONFLICT DO NOTHING
