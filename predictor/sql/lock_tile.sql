-- Waits until nobody else in a transaction draws the same tile.
-- Parameters: layer, z, x, y.
SELECT pg_advisory_xact_lock(
    hashtextextended(concat_ws('/', %(layer)s::text, %(z)s::int, %(x)s::int, %(y)s::int), 0)
)
