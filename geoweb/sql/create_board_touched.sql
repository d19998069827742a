-- The results that the rows to be worked out anew are made of.
-- Parameters: kinds of players; players, boards and codes, each an array, or null for all;
-- settled_until, before which people's results count for regions.
CREATE TEMPORARY TABLE board_touched AS
SELECT
    member.code,
    member.player_id,
    member.kind,
    member.photo_id,
    member.score,
    member.distance_km,
    round.game_id
FROM board_member AS member
LEFT JOIN geoweb_guess AS guess ON guess.id = member.guess_id
LEFT JOIN geoweb_round AS round ON round.id = guess.round_id
WHERE
    member.kind = ANY(%(kinds)s::text[])
    AND (%(players)s::bigint[] IS NULL OR member.player_id = ANY(%(players)s::bigint[]))
    AND (%(boards)s::text[] IS NULL OR member.board = ANY(%(boards)s::text[]))
    AND (%(codes)s::text[] IS NULL OR member.code = ANY(%(codes)s::text[]))
    AND (member.board <> 'region' OR member.kind <> 'human' OR member.at < %(settled_until)s)
