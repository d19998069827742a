-- New and changed pairings.
-- No parameters.
INSERT INTO geoweb_pairing AS known (
    scope_id, player_id, model_id, photos, mean_difference, low, high, wins, ties, losses
)
SELECT
    fresh.scope_id, fresh.player_id, fresh.model_id, fresh.photos, fresh.mean_difference,
    fresh.low, fresh.high, fresh.wins, fresh.ties, fresh.losses
FROM fresh_pairing AS fresh
ON CONFLICT (scope_id, player_id, model_id) DO UPDATE SET
    photos = excluded.photos,
    mean_difference = excluded.mean_difference,
    low = excluded.low,
    high = excluded.high,
    wins = excluded.wins,
    ties = excluded.ties,
    losses = excluded.losses
WHERE
    (
        known.photos, known.mean_difference, known.low, known.high,
        known.wins, known.ties, known.losses
    ) IS DISTINCT FROM (
        excluded.photos, excluded.mean_difference, excluded.low, excluded.high,
        excluded.wins, excluded.ties, excluded.losses
    )
