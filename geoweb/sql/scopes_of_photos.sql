-- The scopes that results on any of the photos belong to.
-- Parameters: photos; boards; settled_until.
SELECT DISTINCT member.code
FROM board_member AS member
WHERE
    member.photo_id = ANY(%(photos)s::bigint[])
    AND member.board = ANY(%(boards)s::text[])
    AND (member.board <> 'region' OR member.kind <> 'human' OR member.at < %(settled_until)s)
