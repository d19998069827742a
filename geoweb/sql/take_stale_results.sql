-- What came, changed or went since the last refresh. Who takes it must see to it, or roll back.
-- No parameters. Without a kind: the player is gone.
WITH
taken AS (
    DELETE FROM geoweb_staleresult
    RETURNING player_id, photo_id
)
SELECT DISTINCT taken.player_id, taken.photo_id, player.kind
FROM taken
LEFT JOIN geoweb_player AS player ON player.id = taken.player_id
