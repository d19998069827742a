-- New and changed rows of the board. Strength and ranks stay until the fit.
-- No parameters. The codes of the scopes where something changed.
WITH
saved AS (
    INSERT INTO geoweb_standing AS known (
        scope_id, player_id, kind, games, photos, mean_points, median_km, within_25, within_200,
        within_750, is_provisional, fingerprint, strength, strength_error, best_rank, worst_rank
    )
    SELECT
        scope.id, fresh.player_id, fresh.kind, fresh.games, fresh.photos, fresh.mean_points,
        fresh.median_km, fresh.within_25, fresh.within_200, fresh.within_750,
        fresh.is_provisional, fresh.fingerprint, 0, 0, 1, 1
    FROM fresh_standing AS fresh
    JOIN geoweb_scope AS scope ON scope.code = fresh.code
    ON CONFLICT (scope_id, player_id) DO UPDATE SET
        games = excluded.games,
        photos = excluded.photos,
        mean_points = excluded.mean_points,
        median_km = excluded.median_km,
        within_25 = excluded.within_25,
        within_200 = excluded.within_200,
        within_750 = excluded.within_750,
        is_provisional = excluded.is_provisional,
        fingerprint = excluded.fingerprint
    WHERE
        (
            known.games, known.photos, known.mean_points, known.median_km, known.within_25,
            known.within_200, known.within_750, known.is_provisional, known.fingerprint
        ) IS DISTINCT FROM (
            excluded.games, excluded.photos, excluded.mean_points, excluded.median_km,
            excluded.within_25, excluded.within_200, excluded.within_750,
            excluded.is_provisional, excluded.fingerprint
        )
    RETURNING known.scope_id
)
SELECT scope.code FROM geoweb_scope AS scope
WHERE scope.id IN (SELECT saved.scope_id FROM saved)
