-- A guess, its result where it counts, and the points of its game; returns the guess's id.
-- Parameters: the columns of the guess (lat and lng null for a missed round); photo; game.
WITH made AS (
    INSERT INTO geoweb_guess (
        round_id, player_id, point, distance_km, score, score_version, country_is_right,
        unranked, took_ms, created_at
    )
    VALUES (
        %(round)s, %(player)s, ST_SetSRID(ST_MakePoint(%(lng)s::float8, %(lat)s::float8), 4326),
        %(distance_km)s, %(score)s, %(score_version)s, %(country_is_right)s, %(unranked)s,
        %(took_ms)s, %(at)s
    )
    RETURNING id
),
counted AS (
    INSERT INTO geoweb_result (player_id, photo_id, guess_id, distance_km, score, at)
    SELECT %(player)s, %(photo)s, made.id, %(distance_km)s, %(score)s, %(at)s
    FROM made
    WHERE %(unranked)s = ''
),
added AS (
    UPDATE geoweb_game SET points = points + %(score)s WHERE id = %(game)s
)
SELECT made.id FROM made
