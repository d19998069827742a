-- Which result counts in which scope: one definition, for the rows of players and for the fits.
-- Needs the temporary table board_place. Of machines, a day and a pack take the photos that people
-- played there; the crowd of a day would change with every later guess, so it has none.
CREATE OR REPLACE TEMPORARY VIEW board_member AS
WITH
counted AS NOT MATERIALIZED (
    SELECT
        result.player_id,
        player.kind,
        result.photo_id,
        result.score,
        result.distance_km,
        result.guess_id,
        result.at
    FROM geoweb_result AS result
    JOIN geoweb_player AS player ON player.id = result.player_id
),
of_day AS NOT MATERIALIZED (
    SELECT
        to_char(counted.at AT TIME ZONE 'UTC', '"day-"YYYY-MM-DD') AS code,
        counted.*
    FROM counted
    WHERE counted.kind = 'human'
),
of_pack AS NOT MATERIALIZED (
    SELECT
        'pack-' || deck.pack AS code,
        counted.*
    FROM counted
    JOIN geoweb_guess AS guess ON guess.id = counted.guess_id
    JOIN geoweb_round AS round ON round.id = guess.round_id
    JOIN geoweb_game AS game ON game.id = round.game_id
    JOIN geoweb_deck AS deck ON deck.id = game.deck_id
    WHERE counted.kind = 'human' AND deck.pack <> ''
)
SELECT 'all' AS board, 'all' AS code, counted.* FROM counted
UNION ALL
SELECT 'day', of_day.* FROM of_day
UNION ALL
SELECT 'day', played.code, counted.*
FROM (SELECT DISTINCT of_day.code, of_day.photo_id FROM of_day) AS played
JOIN counted ON counted.photo_id = played.photo_id AND counted.kind IN ('model', 'baseline')
UNION ALL
SELECT 'pack', of_pack.* FROM of_pack
UNION ALL
SELECT 'pack', played.code, counted.*
FROM (SELECT DISTINCT of_pack.code, of_pack.photo_id FROM of_pack) AS played
JOIN counted ON counted.photo_id = played.photo_id AND counted.kind <> 'human'
UNION ALL
SELECT 'region', place.code, counted.*
FROM counted
JOIN predictor_photo AS photo ON photo.id = counted.photo_id
JOIN predictor_region AS region ON region.id = photo.region_id
JOIN board_place AS place ON place.country_code = region.country_code
