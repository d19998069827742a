-- Figures of all places and slices of a review, with intervals as wide as their drives allow.
-- Parameters: review; radii_km, an array; score_max; z, of a normal interval; small, the effective
-- number of photos below which a row is marked.
WITH
keyed AS MATERIALIZED (
    SELECT key.aspect, key.value, key.region_id, outcome.*
    FROM review_outcome AS outcome
    LEFT JOIN predictor_region AS country ON country.id = outcome.true_country_id
    LEFT JOIN predictor_region AS province ON province.id = outcome.true_province_id
    CROSS JOIN LATERAL (
        VALUES
            ('world', '', NULL::bigint),
            ('country', country.code, country.id),
            ('province', province.code, province.id),
            ('scene', nullif(outcome.scene, ''), NULL),
            ('season', nullif(outcome.season, ''), NULL),
            ('drive', outcome.drive, NULL),
            ('source', outcome.dataset, NULL)
    ) AS key (aspect, value, region_id)
    WHERE key.value IS NOT NULL
),
cluster_sizes AS (
    SELECT aspect, value, cluster, count(*) AS size
    FROM keyed
    GROUP BY aspect, value, cluster
),
-- Kish: as if all photos of a drive said the same. Never too sure.
sizes AS (
    SELECT
        aspect,
        value,
        count(*) AS clusters,
        sum(size)::double precision ^ 2 / sum(size ^ 2) AS effective
    FROM cluster_sizes
    GROUP BY aspect, value
),
measured AS MATERIALIZED (
    SELECT
        keyed.aspect,
        keyed.value,
        min(keyed.region_id) AS region_id,
        count(*) AS photos,
        array_agg(keyed.km ORDER BY keyed.km) AS km_by_rank,
        avg(keyed.score)::double precision AS mean_score,
        coalesce(stddev_samp(keyed.score), 0)::double precision AS score_spread,
        ARRAY[
            avg((keyed.km <= (%(radii_km)s::float8[])[1])::integer),
            avg((keyed.km <= (%(radii_km)s::float8[])[2])::integer),
            avg((keyed.km <= (%(radii_km)s::float8[])[3])::integer),
            avg((keyed.km <= (%(radii_km)s::float8[])[4])::integer),
            avg((keyed.km <= (%(radii_km)s::float8[])[5])::integer),
            avg(keyed.country_right),
            avg(keyed.province_right)
        ]::double precision[] AS shares,
        ARRAY[
            1, 1, 1, 1, 1,
            count(keyed.country_right)::double precision / count(*),
            count(keyed.province_right)::double precision / count(*)
        ]::double precision[] AS counted
    FROM keyed
    GROUP BY keyed.aspect, keyed.value
),
-- Wilson, with the effective number of photos.
bounded AS (
    SELECT
        measured.aspect,
        measured.value,
        array_agg(100 * share.p ORDER BY share.number) AS shares_pct,
        array_agg(
            CASE WHEN share.p IS NOT NULL THEN 100 * greatest(0, middle.p - half.width) END
            ORDER BY share.number
        ) AS lows_pct,
        array_agg(
            CASE WHEN share.p IS NOT NULL THEN 100 * least(1, middle.p + half.width) END
            ORDER BY share.number
        ) AS highs_pct
    FROM measured
    JOIN sizes USING (aspect, value)
    CROSS JOIN LATERAL unnest(measured.shares, measured.counted)
        WITH ORDINALITY AS share (p, counted, number)
    CROSS JOIN LATERAL (SELECT nullif(sizes.effective * share.counted, 0) AS n) AS seen
    CROSS JOIN LATERAL (
        SELECT
            (share.p + %(z)s ^ 2 / (2 * seen.n)) / (1 + %(z)s ^ 2 / seen.n) AS p
    ) AS middle
    CROSS JOIN LATERAL (
        SELECT
            %(z)s / (1 + %(z)s ^ 2 / seen.n)
            * sqrt(share.p * (1 - share.p) / seen.n + %(z)s ^ 2 / (4 * seen.n ^ 2)) AS width
    ) AS half
    GROUP BY measured.aspect, measured.value
),
-- Half the ranks are below the median, give or take the spread of a fair coin.
ranked AS (
    SELECT
        measured.aspect,
        measured.value,
        (
            measured.km_by_rank[((measured.photos + 1) / 2)::integer]
            + measured.km_by_rank[(measured.photos / 2 + 1)::integer]
        ) / 2 AS median_km,
        measured.km_by_rank[greatest(
            1, floor(measured.photos * (0.5 - %(z)s / 2 / sqrt(sizes.effective)))::integer
        )] AS median_low,
        measured.km_by_rank[least(
            measured.photos,
            ceil(measured.photos * (0.5 + %(z)s / 2 / sqrt(sizes.effective)))::integer + 1
        )::integer] AS median_high,
        %(z)s * measured.score_spread / sqrt(sizes.effective) AS score_half
    FROM measured
    JOIN sizes USING (aspect, value)
)
INSERT INTO geoweb_summary (
    review_id, aspect, value, region_id, photos, groups, effective,
    figures, lows, highs, shrunk, is_small
)
SELECT
    %(review)s,
    measured.aspect,
    measured.value,
    measured.region_id,
    measured.photos,
    sizes.clusters,
    sizes.effective,
    ARRAY[ranked.median_km, measured.mean_score] || bounded.shares_pct,
    ARRAY[ranked.median_low, greatest(0, measured.mean_score - ranked.score_half)]
        || bounded.lows_pct,
    ARRAY[
        ranked.median_high, least(%(score_max)s, measured.mean_score + ranked.score_half)
    ] || bounded.highs_pct,
    ARRAY[ranked.median_km, measured.mean_score] || bounded.shares_pct,
    sizes.effective < %(small)s
FROM measured
JOIN sizes USING (aspect, value)
JOIN bounded USING (aspect, value)
JOIN ranked USING (aspect, value)
