"""Statements that make a league by set: players, photos with predictions, games, guesses."""

# Marks of what was made here, so that the next statement finds it.
LEAGUE = (
    """
    INSERT INTO predictor_photo (
        public_id, dataset, source_id, file, point, region_id, label_trust, split, author,
        sequence, scene, facts, licence, attribution, created_at
    )
    SELECT
        gen_random_uuid(), 'bench board', number::text, 'bench.jpg',
        COALESCE(region.label_point, ST_SetSRID(ST_MakePoint(0, 0), 4326)), region.id, 1, 'test',
        '', '', '', '{}', '', '', now()
    FROM generate_series(0, %(photos)s - 1) AS number
    JOIN (
        SELECT id, label_point, row_number() OVER (ORDER BY id) - 1 AS place, COUNT(*) OVER () AS n
        FROM predictor_region WHERE level = 0
    ) AS region ON region.place = number %% region.n
    """,
    """
    INSERT INTO predictor_prediction (
        photo_id, locator_id, point, cell_numbers, probabilities, evidence, timings_ms, created_at
    )
    SELECT
        photo.id, locator.id, ST_SetSRID(ST_MakePoint(
            ST_X(photo.point), LEAST(89, ST_Y(photo.point) + random() * 8)), 4326),
        '{0}', '{0.5}', '{}', '{}', now() - interval '200 days'
    FROM predictor_photo AS photo
    JOIN predictor_locator AS locator ON locator.name LIKE 'bench %%'
    WHERE photo.dataset = 'bench board'
    """,
    """
    INSERT INTO geoweb_user (
        username, password, first_name, last_name, email, is_superuser, is_staff, is_active,
        date_joined
    )
    SELECT 'bench ' || number, '!', '', '', '', FALSE, FALSE, TRUE, now()
    FROM generate_series(0, %(players)s - 1) AS number
    """,
    """
    INSERT INTO geoweb_player (public_id, kind, name, user_id, created_at)
    SELECT gen_random_uuid(), 'human', username, id, now()
    FROM geoweb_user WHERE username LIKE 'bench %%'
    """,
    """
    CREATE TEMPORARY TABLE bench_player ON COMMIT DROP AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS number, id AS player_id
    FROM geoweb_player WHERE name LIKE 'bench %%' AND kind = 'human'
    """,
    """
    CREATE TEMPORARY TABLE bench_photo ON COMMIT DROP AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS number, id AS photo_id, point
    FROM predictor_photo WHERE dataset = 'bench board'
    """,
)

GAMES = (
    "DROP TABLE IF EXISTS bench_game, bench_guess",
    """
    CREATE TEMPORARY TABLE bench_game AS
    SELECT
        game.number, gen_random_uuid() AS public_id, player.player_id,
        player.number AS player_number,
        CASE WHEN game.number < %(players)s * 10
            THEN now() - make_interval(days => (game.number %% %(days)s)::int)
            ELSE now() END AS at,
        CASE game.number %% 50
            WHEN 0 THEN 'continent-EU' WHEN 1 THEN 'country-FR' ELSE '' END AS pack
    FROM generate_series(%(start)s::bigint, %(start)s + %(count)s - 1) AS game (number)
    JOIN bench_player AS player ON player.number = game.number %% %(players)s
    """,
    """
    INSERT INTO geoweb_deck (public_id, mode, pack, dealt_for_id, created_at)
    SELECT public_id, CASE pack WHEN '' THEN 'classic' ELSE 'pack' END, pack, player_id, at
    FROM bench_game
    """,
    """
    INSERT INTO geoweb_game (
        public_id, mode, deck_id, player_id, is_ranked, points, started_at, finished_at,
        started_from
    )
    SELECT deck.public_id, deck.mode, deck.id, game.player_id, TRUE, 0, game.at, game.at, ''
    FROM bench_game AS game
    JOIN geoweb_deck AS deck ON deck.public_id = game.public_id
    """,
    """
    CREATE TEMPORARY TABLE bench_guess AS
    SELECT
        nextval('geoweb_round_id_seq') AS round_id, nextval('geoweb_guess_id_seq') AS guess_id,
        game.id AS game_id, made.player_id, made.at, photo.photo_id, photo.point, turn,
        -- A steady skill of each player and a hardness of each photo, and luck.
        -ln(1 - random()) * 150 * (1 + made.player_number %% 17) * (1 + photo.number %% 7) AS km
    FROM bench_game AS made
    JOIN geoweb_game AS game ON game.public_id = made.public_id
    CROSS JOIN generate_series(0, 4) AS turn
    JOIN bench_photo AS photo ON photo.number =
        (made.player_number * 37 + (made.number / %(players)s * 5 + turn) * 401) %% %(photos)s
    """,
    """
    INSERT INTO geoweb_round (
        id, public_id, game_id, number, photo_id, is_first_look, seal_sha256, seal_salt, sealed,
        served_at
    )
    SELECT
        round_id, gen_random_uuid(), game_id, turn + 1, photo_id, TRUE, repeat('0', 64), '', '', at
    FROM bench_guess
    """,
    """
    INSERT INTO geoweb_guess (
        id, round_id, player_id, point, distance_km, score, score_version, country_is_right,
        unranked, took_ms, created_at
    )
    SELECT
        guess_id, round_id, player_id, ST_SetSRID(ST_MakePoint(
            ST_X(point), GREATEST(-89, ST_Y(point) - LEAST(km, 9000) / 111)), 4326),
        km, round(5000 * exp(-km / 1492.7)), 1, FALSE, '', 20000, at
    FROM bench_guess
    """,
    """
    INSERT INTO geoweb_result (player_id, photo_id, guess_id, distance_km, score, at)
    SELECT player_id, photo_id, guess_id, km, round(5000 * exp(-km / 1492.7)), at
    FROM bench_guess
    """,
)
