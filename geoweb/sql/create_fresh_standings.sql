-- A row for each player and scope, from the results in board_touched.
-- Parameters: farthest_km, for a missed round; fewest, the photos a person needs to be listed
-- among few photos; provisional, the photos shared with a model below which a row is provisional.
CREATE TEMPORARY TABLE fresh_standing AS
WITH
by_models AS (
    SELECT DISTINCT result.photo_id
    FROM geoweb_result AS result
    JOIN geoweb_player AS player ON player.id = result.player_id
    WHERE player.kind = 'model'
)
SELECT
    touched.code,
    touched.player_id,
    touched.kind,
    COUNT(DISTINCT touched.game_id) AS games,
    COUNT(*) AS photos,
    AVG(touched.score) AS mean_points,
    percentile_cont(0.5) WITHIN GROUP (
        ORDER BY COALESCE(touched.distance_km, %(farthest_km)s)
    ) AS median_km,
    COUNT(*) FILTER (WHERE touched.distance_km <= 25)::float8 / COUNT(*) AS within_25,
    COUNT(*) FILTER (WHERE touched.distance_km <= 200)::float8 / COUNT(*) AS within_200,
    COUNT(*) FILTER (WHERE touched.distance_km <= 750)::float8 / COUNT(*) AS within_750,
    COUNT(by_models.photo_id) < %(provisional)s AS is_provisional,
    bit_xor(hashint8extended(touched.photo_id, touched.score)) AS fingerprint
FROM board_touched AS touched
LEFT JOIN by_models ON by_models.photo_id = touched.photo_id
GROUP BY touched.code, touched.player_id, touched.kind
HAVING
    touched.kind <> 'human'
    OR touched.code = 'all'
    OR touched.code LIKE 'day-%%'
    OR COUNT(*) >= %(fewest)s
