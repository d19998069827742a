-- Where photos of one region are sent: the regions answered, most photos first, with the middles of
-- truths and answers on the sphere. Parameters: as in region_histogram.sql, without farthest_km.
WITH
mine AS (
    SELECT
        CASE
            WHEN %(country)s::bigint IS NULL THEN outcome.answered_province_id
            ELSE outcome.answered_country_id
        END AS answered_id,
        outcome.distance_km,
        outcome.truth,
        prediction.point AS answer
    FROM geoweb_outcome AS outcome
    JOIN predictor_photo AS photo ON photo.id = outcome.photo_id
    LEFT JOIN predictor_prediction AS prediction
        ON prediction.locator_id = outcome.locator_id
        AND prediction.photo_id = outcome.photo_id
        AND outcome.distance_km IS NOT NULL
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
vectors AS (
    SELECT
        answered_id,
        count(*) AS photos,
        avg(distance_km) AS mean_km,
        avg(cos(radians(ST_Y(answer))) * cos(radians(ST_X(answer)))) AS x,
        avg(cos(radians(ST_Y(answer))) * sin(radians(ST_X(answer)))) AS y,
        avg(sin(radians(ST_Y(answer)))) AS z,
        avg(cos(radians(ST_Y(truth))) * cos(radians(ST_X(truth)))) AS true_x,
        avg(cos(radians(ST_Y(truth))) * sin(radians(ST_X(truth)))) AS true_y,
        avg(sin(radians(ST_Y(truth)))) AS true_z
    FROM mine
    GROUP BY answered_id
)
SELECT
    region.id,
    region.code,
    region.name,
    vectors.photos,
    vectors.mean_km,
    degrees(atan2(z, sqrt(x ^ 2 + y ^ 2))) AS lat,
    degrees(atan2(y, x)) AS lng,
    degrees(atan2(true_z, sqrt(true_x ^ 2 + true_y ^ 2))) AS true_lat,
    degrees(atan2(true_y, true_x)) AS true_lng
FROM vectors
LEFT JOIN predictor_region AS region ON region.id = vectors.answered_id
ORDER BY vectors.photos DESC, region.code
