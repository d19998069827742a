-- Measures a locator's answers for test photos: those not measured yet, and those whose photo lies
-- elsewhere now. Parameters: locator; full, all of them; coast_m, radius_km, score_max,
-- decay_km; bands, of the blocks that lone photos are grouped by. Returns a count.
WITH
answered AS (
    SELECT
        prediction.photo_id,
        prediction.point AS answer,
        prediction.cell_numbers[1] AS cell_number,
        prediction.probabilities[1] AS confidence
    FROM predictor_prediction AS prediction
    WHERE prediction.locator_id = %(locator)s AND cardinality(prediction.cell_numbers) > 0
    UNION ALL
    SELECT embedding.photo_id, NULL, NULL, NULL
    FROM predictor_embedding AS embedding
    WHERE
        embedding.locator_id = %(locator)s
        AND embedding.failure <> ''
        AND NOT EXISTS (
            SELECT FROM predictor_prediction AS prediction
            WHERE
                prediction.locator_id = %(locator)s
                AND prediction.photo_id = embedding.photo_id
                AND cardinality(prediction.cell_numbers) > 0
        )
),
due AS MATERIALIZED (
    SELECT
        answered.*,
        photo.point AS truth,
        photo.region_id,
        photo.dataset,
        photo.sequence,
        photo.author,
        radians(ST_Y(photo.point)) AS true_lat,
        radians(ST_X(photo.point)) AS true_lng,
        radians(ST_Y(answered.answer)) AS lat,
        radians(ST_X(answered.answer)) AS lng
    FROM answered
    JOIN predictor_photo AS photo ON photo.id = answered.photo_id
    LEFT JOIN geoweb_outcome AS known
        ON known.locator_id = %(locator)s AND known.photo_id = answered.photo_id
    WHERE
        photo.split = 'test'
        AND photo.point IS NOT NULL
        AND (
            %(full)s
            OR known.id IS NULL
            OR known.truth IS DISTINCT FROM photo.point
            OR known.region_id IS DISTINCT FROM photo.region_id
            OR (known.distance_km IS NULL) <> (answered.answer IS NULL)
        )
),
lineage AS MATERIALIZED (
    SELECT
        deepest.id,
        CASE
            WHEN deepest.level = 0 THEN deepest.id
            WHEN parent.level = 0 THEN parent.id
            ELSE grandparent.id
        END AS country_id,
        CASE
            WHEN deepest.level = 1 THEN deepest.id
            WHEN parent.level = 1 THEN parent.id
        END AS province_id
    FROM predictor_region AS deepest
    LEFT JOIN predictor_region AS parent ON parent.id = deepest.parent_id
    LEFT JOIN predictor_region AS grandparent ON grandparent.id = parent.parent_id
),
-- Many answers are the middle of a cell or the place of a reference: each is looked up once.
spots AS MATERIALIZED (
    SELECT spot.answer, region_at(spot.answer, %(coast_m)s) AS region_id
    FROM (SELECT DISTINCT answer FROM due WHERE answer IS NOT NULL) AS spot
),
placed AS MATERIALIZED (
    SELECT
        due.*,
        spots.region_id AS answered_id,
        -- Written as in predictor/geodesy.py, so that both measure the same.
        CASE WHEN due.answer IS NOT NULL THEN
            2 * %(radius_km)s * asin(sqrt(least(1.0,
                sin((due.lat - due.true_lat) / 2) ^ 2
                + cos(due.lat) * cos(due.true_lat) * sin((due.lng - due.true_lng) / 2) ^ 2
            )))
        END AS distance_km,
        least(%(bands)s - 1, floor((ST_Y(due.truth) + 90) / 180 * %(bands)s)) AS band
    FROM due
    LEFT JOIN spots ON spots.answer = due.answer
),
judged AS (
    SELECT
        placed.*,
        ST_Covers(cell.geom, placed.truth)
        OR (
            NOT EXISTS (
                SELECT FROM predictor_geocell AS other
                WHERE other.cell_set_id = locator.cell_set_id AND ST_Covers(other.geom, placed.truth)
            )
            AND ST_DWithin(cell.geom::geography, placed.truth::geography, %(coast_m)s, FALSE)
        ) AS is_cell_right
    FROM placed
    JOIN predictor_locator AS locator ON locator.id = %(locator)s
    LEFT JOIN predictor_geocell AS cell
        ON cell.cell_set_id = locator.cell_set_id AND cell.number = placed.cell_number
),
saved AS (
    INSERT INTO geoweb_outcome AS known (
        locator_id, photo_id, truth, region_id, true_country_id, true_province_id,
        answered_country_id, answered_province_id, distance_km, score, confidence, is_cell_right,
        cluster
    )
    SELECT
        %(locator)s,
        judged.photo_id,
        judged.truth,
        judged.region_id,
        true_region.country_id,
        true_region.province_id,
        answered_region.country_id,
        answered_region.province_id,
        judged.distance_km,
        coalesce(round(%(score_max)s * exp(-judged.distance_km / %(decay_km)s)), 0),
        judged.confidence,
        judged.is_cell_right,
        -- The groups of predictor/splits.py: a drive, else an author, else a block of ground.
        hashtextextended(
            concat_ws(E'\x1f', judged.dataset, CASE
                WHEN judged.sequence <> '' THEN 'sequence/' || judged.sequence
                WHEN judged.author <> '' THEN 'author/' || judged.author
                ELSE concat('block/', judged.band, '/', block.number)
            END),
            0
        )
    FROM judged
    LEFT JOIN lineage AS true_region ON true_region.id = judged.region_id
    LEFT JOIN lineage AS answered_region ON answered_region.id = judged.answered_id
    CROSS JOIN LATERAL (
        SELECT greatest(1, round(
            2.0 * %(bands)s * cos(radians((judged.band + 0.5) / %(bands)s * 180 - 90))
        ))::integer AS columns
    ) AS ring
    CROSS JOIN LATERAL (
        -- A longitude of 180 is that of -180.
        SELECT floor(
            (ST_X(judged.truth) + 180) / 360 * ring.columns
        )::integer %% ring.columns AS number
    ) AS block
    ON CONFLICT (locator_id, photo_id) DO UPDATE SET
        truth = excluded.truth,
        region_id = excluded.region_id,
        true_country_id = excluded.true_country_id,
        true_province_id = excluded.true_province_id,
        answered_country_id = excluded.answered_country_id,
        answered_province_id = excluded.answered_province_id,
        distance_km = excluded.distance_km,
        score = excluded.score,
        confidence = excluded.confidence,
        is_cell_right = excluded.is_cell_right,
        cluster = excluded.cluster
    RETURNING known.id
)
SELECT count(*) FROM saved
