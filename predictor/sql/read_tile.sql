-- A tile kept under its layer's present revision; its body is left out when the reader has it.
-- Parameters: layer, z, x, y, known_etag.
SELECT
    tile.etag,
    CASE WHEN tile.etag = %(known_etag)s THEN NULL ELSE tile.body END AS body
FROM predictor_tilelayer AS layer
JOIN predictor_tile AS tile ON tile.layer = layer.name AND tile.revision = layer.revision
WHERE layer.name = %(layer)s AND tile.z = %(z)s AND tile.x = %(x)s AND tile.y = %(y)s
