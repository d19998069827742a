-- What people pinned before a moment at some photos, in one order whatever the plan is.
-- Parameters: photos; settled_until.
SELECT result.photo_id, ST_Y(guess.point), ST_X(guess.point)
FROM geoweb_result AS result
JOIN geoweb_player AS player ON player.id = result.player_id
JOIN geoweb_guess AS guess ON guess.id = result.guess_id
WHERE
    result.photo_id = ANY(%(photos)s::bigint[])
    AND result.at < %(settled_until)s
    AND player.kind = 'human'
    AND guess.point IS NOT NULL
ORDER BY result.photo_id, result.player_id
