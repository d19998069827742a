-- Confidence against truth: bins of about equally many photos, the least confident first.
-- Parameters: bins; radii_km, an array of five.
WITH
binned AS (
    SELECT outcome.*, ntile(%(bins)s) OVER (ORDER BY confidence, photo_id) AS bin
    FROM review_outcome AS outcome
    WHERE confidence IS NOT NULL
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
