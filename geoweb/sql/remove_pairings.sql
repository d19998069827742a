-- Pairings whose photos are shared no more.
-- Parameters: kinds, players, codes, as of create_board_touched.
DELETE FROM geoweb_pairing AS known
USING geoweb_scope AS scope, geoweb_player AS player
WHERE
    scope.id = known.scope_id
    AND player.id = known.player_id
    AND player.kind = ANY(%(kinds)s::text[])
    AND (%(players)s::bigint[] IS NULL OR known.player_id = ANY(%(players)s::bigint[]))
    AND (%(codes)s::text[] IS NULL OR scope.code = ANY(%(codes)s::text[]))
    AND NOT EXISTS (
        SELECT FROM fresh_pairing AS fresh
        WHERE
            fresh.scope_id = known.scope_id
            AND fresh.player_id = known.player_id
            AND fresh.model_id = known.model_id
    )
