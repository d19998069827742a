-- How far off answers and people's guesses are in one region, on a logarithmic scale: four bins a
-- decade, the first one below a kilometre, no answer in the last. Parameters: locator; datasets, an
-- array; country and province, ids of which one is null; min_trust; farthest_km.
WITH
mine AS (
    SELECT outcome.photo_id, coalesce(outcome.distance_km, %(farthest_km)s) AS km
    FROM geoweb_outcome AS outcome
    JOIN predictor_photo AS photo ON photo.id = outcome.photo_id
    WHERE
        outcome.locator_id = %(locator)s
        AND (
            outcome.true_country_id = %(country)s::bigint
            OR outcome.true_province_id = %(province)s::bigint
        )
        AND photo.dataset = ANY(%(datasets)s)
        AND photo.split = 'test'
        AND photo.file <> ''
        AND photo.label_trust >= %(min_trust)s
),
distances AS (
    SELECT 'locator' AS who, km FROM mine
    UNION ALL
    SELECT 'people', coalesce(result.distance_km, %(farthest_km)s)
    FROM mine
    JOIN geoweb_result AS result ON result.photo_id = mine.photo_id
    JOIN geoweb_player AS player ON player.id = result.player_id
    WHERE player.kind = 'human'
)
SELECT
    bin.number,
    count(*) FILTER (WHERE distances.who = 'locator') AS answers,
    count(*) FILTER (WHERE distances.who = 'people') AS guesses
FROM distances
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN distances.km < 1 THEN 0 ELSE 1 + floor(4 * log(distances.km))::integer
    END AS number
) AS bin
GROUP BY bin.number
ORDER BY bin.number
