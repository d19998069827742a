"""A hundred thousand test photos at real towns, and ten locators' answers to each, by the database."""

PHOTOS = """
    INSERT INTO predictor_photo (
        public_id, dataset, source_id, file, point, label_trust, split, author, sequence, scene,
        facts, licence, attribution, created_at
    )
    SELECT
        md5('review' || number)::uuid, 'review bench', number::text, 'none.jpg',
        ST_SetSRID(ST_MakePoint(
            ST_X(town.point) + 0.01 * (hashint4(number / 5) / 2147483648.0),
            ST_Y(town.point) + 0.01 * (hashint4(-number / 5) / 2147483648.0)
        ), 4326),
        1, 'test', '', 'drive ' || number / 5,
        (ARRAY['rural', 'urban', 'suburban'])[1 + number %% 3],
        jsonb_build_object('season', (ARRAY['winter', 'spring', 'summer', 'autumn'])[1 + number %% 4]),
        '', '', now()
    FROM generate_series(1, %(photos)s) AS number
    JOIN (
        SELECT point, row_number() OVER (ORDER BY md5(geoname_id::text)) AS rank
        FROM predictor_place
    ) AS town
        ON town.rank = 1 + (number / 5) %% (SELECT count(*) FROM predictor_place)
"""
CELLS = """
    INSERT INTO predictor_geocell (cell_set_id, number, level, country_code, geom, centroid, photo_count)
    SELECT
        %(cell_set)s, row * 72 + col, 0, '',
        ST_Multi(ST_MakeEnvelope(col * 5 - 180, row * 5 - 90, col * 5 - 175, row * 5 - 85, 4326)),
        ST_SetSRID(ST_MakePoint(col * 5 - 177.5, row * 5 - 87.5), 4326), 1
    FROM generate_series(0, 35) AS row, generate_series(0, 71) AS col
"""
# Where another photo was taken, as a refinement by the nearest member answers: half of them by the
# same drive's or the next one's, the others anywhere.
ANSWERS = """
    INSERT INTO predictor_prediction (
        photo_id, locator_id, point, cell_numbers, probabilities, evidence, timings_ms, created_at
    )
    SELECT
        photo.id, %(locator)s, other.point,
        ARRAY[
            least(35, floor((ST_Y(other.point) + 90) / 5))::integer * 72
            + least(71, floor((ST_X(other.point) + 180) / 5))::integer, 1
        ],
        ARRAY[0.3 + 0.6 * ((hashint8extended(photo.id, %(locator)s) & 1023) / 1024.0), 0.05],
        '{}', '{}', now()
    FROM predictor_photo AS photo
    JOIN predictor_photo AS other
        ON other.dataset = 'review bench'
        AND other.source_id = (
            1 + CASE
                WHEN hashint8extended(photo.id, %(locator)s + 1) & 1 = 0
                    THEN (photo.source_id::bigint + 3) %% %(photos)s
                ELSE abs(hashint8extended(photo.id, %(locator)s + 2) %% %(photos)s)
            END
        )::text
    WHERE photo.dataset = 'review bench'
"""
