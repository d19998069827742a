-- What came, changed or went since the last refresh. Who takes it must see to it, or roll back.
-- No parameters.
WITH
taken AS (
    DELETE FROM geoweb_staleresult
    RETURNING player_id, photo_id
)
SELECT DISTINCT taken.player_id, taken.photo_id, player.kind
FROM taken
JOIN geoweb_player AS player ON player.id = taken.player_id
