-- How many others guessed a photo at first sight, how many of them farther off, and their pins.
-- Parameters: photo; player, who is none of them, or null; distance_km or null; most_pins.
WITH others AS (
    SELECT guess.id, guess.point, guess.distance_km
    FROM geoweb_guess AS guess
    JOIN geoweb_round AS round ON round.id = guess.round_id
    WHERE
        round.photo_id = %(photo)s
        AND round.is_first_look
        AND guess.unranked <> 'excluded'
        AND guess.player_id IS DISTINCT FROM %(player)s::bigint
),
pins AS (
    SELECT others.id, ST_Y(others.point) AS lat, ST_X(others.point) AS lng
    FROM others
    WHERE others.point IS NOT NULL
    ORDER BY others.id
    LIMIT %(most_pins)s
)
SELECT
    count(*) AS people,
    count(*) FILTER (
        WHERE others.distance_km IS NULL OR others.distance_km > %(distance_km)s::float8
    ) AS farther,
    ARRAY(SELECT pins.lat FROM pins ORDER BY pins.id) AS lats,
    ARRAY(SELECT pins.lng FROM pins ORDER BY pins.id) AS lngs
FROM others
