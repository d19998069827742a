-- Who of the people has a result on any of the photos.
-- Parameters: photos.
SELECT DISTINCT result.player_id
FROM geoweb_result AS result
JOIN geoweb_player AS player ON player.id = result.player_id
WHERE result.photo_id = ANY(%(photos)s::bigint[]) AND player.kind = 'human'
