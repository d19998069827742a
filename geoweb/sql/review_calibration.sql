-- Confidence against truth: bins of about equally many photos, the least confident first; equal
-- confidences share one, as in predictor/metrics.py. Parameters: bins; radii_km, an array of five.
WITH
answered AS (
    SELECT * FROM review_outcome WHERE confidence IS NOT NULL
),
edges AS (
    SELECT percentile_cont(
        ARRAY(SELECT step / %(bins)s::float8 FROM generate_series(1, %(bins)s - 1) AS step)
    ) WITHIN GROUP (ORDER BY confidence) AS bounds
    FROM answered
),
binned AS (
    SELECT
        answered.*,
        width_bucket(answered.confidence, ARRAY(
            SELECT DISTINCT bound FROM edges, unnest(edges.bounds) AS bound ORDER BY bound
        )) AS bin
    FROM answered
)
SELECT
    count(*) AS photos,
    avg(confidence) AS confidence,
    avg(is_cell_right::integer)::double precision AS cell_right,
    avg((km <= (%(radii_km)s::float8[])[1])::integer)::double precision AS within_1,
    avg((km <= (%(radii_km)s::float8[])[2])::integer)::double precision AS within_2,
    avg((km <= (%(radii_km)s::float8[])[3])::integer)::double precision AS within_3,
    avg((km <= (%(radii_km)s::float8[])[4])::integer)::double precision AS within_4,
    avg((km <= (%(radii_km)s::float8[])[5])::integer)::double precision AS within_5
FROM binned
GROUP BY bin
ORDER BY bin
