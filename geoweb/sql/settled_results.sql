-- What people guessed that counts for regions, and for the crowd, from today on.
-- Parameters: since, until.
SELECT DISTINCT result.player_id, result.photo_id, player.kind
FROM geoweb_result AS result
JOIN geoweb_player AS player ON player.id = result.player_id
WHERE result.at >= %(since)s AND result.at < %(until)s AND player.kind = 'human'
