"""A hundred thousand test photos at real towns, and ten locators' answers to each, by the database."""

PHOTOS = """
    INSERT INTO predictor_photo (
        public_id, dataset, source_id, file, point, label_trust, split, author, sequence, scene,
        facts, licence, attribution, created_at
    )
    SELECT
        md5('review' || number)::uuid, 'review bench', number::text, 'none.jpg',
        ST_SetSRID(ST_MakePoint(
            greatest(-180, least(180, ST_X(town.point) + 0.3 * (hashint4(number) / 2147483648.0))),
            greatest(-90, least(90, ST_Y(town.point) + 0.3 * (hashint4(-number) / 2147483648.0)))
        ), 4326),
        1, 'test', '', 'drive ' || number / 5,
        (ARRAY['rural', 'urban', 'suburban'])[1 + number %% 3],
        jsonb_build_object('season', (ARRAY['winter', 'spring', 'summer', 'autumn'])[1 + number %% 4]),
        '', '', now()
    FROM generate_series(1, %(photos)s) AS number
    JOIN (
        SELECT point, row_number() OVER (ORDER BY md5(geoname_id::text)) AS rank, count(*) OVER () AS towns
        FROM predictor_place
    ) AS town ON town.rank = 1 + (number / 5) %% town.towns
"""
CELLS = """
    INSERT INTO predictor_geocell (cell_set_id, number, level, country_code, geom, centroid, photo_count)
    SELECT
        %(cell_set)s, row * 72 + col, 0, '',
        ST_Multi(ST_MakeEnvelope(col * 5 - 180, row * 5 - 90, col * 5 - 175, row * 5 - 85, 4326)),
        ST_SetSRID(ST_MakePoint(col * 5 - 177.5, row * 5 - 87.5), 4326), 1
    FROM generate_series(0, 35) AS row, generate_series(0, 71) AS col
"""
# Half the answers are near, a third in the country's neighbourhood, the others anywhere.
ANSWERS = """
    INSERT INTO predictor_prediction (
        photo_id, locator_id, point, cell_numbers, probabilities, evidence, timings_ms, created_at
    )
    SELECT
        id, %(locator)s, point,
        ARRAY[
            least(35, floor((ST_Y(point) + 90) / 5))::integer * 72
            + least(71, floor((ST_X(point) + 180) / 5))::integer, 1
        ],
        ARRAY[0.3 + 0.6 * sure, 0.05],
        '{}', '{}', now()
    FROM (
        SELECT
            photo.id,
            noise.sure,
            ST_SetSRID(ST_MakePoint(
                greatest(-180, least(180, ST_X(photo.point) + noise.far * noise.east)),
                greatest(-90, least(90, ST_Y(photo.point) + noise.far * noise.north))
            ), 4326) AS point
        FROM predictor_photo AS photo
        CROSS JOIN LATERAL (
            SELECT
                (hashint8extended(photo.id, %(locator)s) & 1023) / 1024.0 AS sure,
                hashint8extended(photo.id, %(locator)s + 1000) / 9.3e18 AS east,
                hashint8extended(photo.id, %(locator)s + 2000) / 9.3e18 AS north,
                CASE hashint8extended(photo.id, %(locator)s + 3000) & 7
                    WHEN 0 THEN 40 WHEN 1 THEN 8 WHEN 2 THEN 8 WHEN 3 THEN 3 ELSE 0.5
                END AS far
        ) AS noise
        WHERE photo.dataset = 'review bench'
    ) AS answered
"""
