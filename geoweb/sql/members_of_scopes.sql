-- The results of the listed players of some scopes, for the fits: a row a scope.
-- Parameters: boards, codes, settled_until. Scope; players, photos and points, arrays as bytes.
SELECT
    scope.id,
    array_send(array_agg(member.player_id::bigint)),
    array_send(array_agg(member.photo_id::bigint)),
    array_send(array_agg(member.score::bigint))
FROM board_member AS member
JOIN geoweb_scope AS scope ON scope.code = member.code
WHERE
    member.board = ANY(%(boards)s::text[])
    AND member.code = ANY(%(codes)s::text[])
    AND (member.board <> 'region' OR member.kind <> 'human' OR member.at < %(settled_until)s)
    AND (
        member.board IN ('all', 'day')
        OR EXISTS (
            SELECT FROM geoweb_standing AS standing
            WHERE standing.scope_id = scope.id AND standing.player_id = member.player_id
        )
    )
GROUP BY scope.id
ORDER BY scope.id
