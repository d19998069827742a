-- Rows of the board that have no results any more.
-- Parameters: kinds, players, codes, as of create_board_touched. The codes of their scopes.
WITH
removed AS (
    DELETE FROM geoweb_standing AS known
    USING geoweb_scope AS scope
    WHERE
        scope.id = known.scope_id
        AND known.kind = ANY(%(kinds)s::text[])
        AND (%(players)s::bigint[] IS NULL OR known.player_id = ANY(%(players)s::bigint[]))
        AND (%(codes)s::text[] IS NULL OR scope.code = ANY(%(codes)s::text[]))
        AND NOT EXISTS (
            SELECT FROM fresh_standing AS fresh
            WHERE fresh.code = scope.code AND fresh.player_id = known.player_id
        )
    RETURNING scope.code
)
SELECT DISTINCT removed.code FROM removed
