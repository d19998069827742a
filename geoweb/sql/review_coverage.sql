-- If only the surest answers were given: how many of them would be wrong, and how.
-- Parameters: steps; radii_km, an array of five, of which the third and fourth are asked.
WITH
ranked AS (
    SELECT
        row_number() OVER surest AS rank,
        count(*) OVER () AS photos,
        confidence,
        avg((km > (%(radii_km)s::float8[])[3])::integer) OVER surest AS beyond_region,
        avg((km > (%(radii_km)s::float8[])[4])::integer) OVER surest AS beyond_country,
        avg(1 - country_right) OVER surest AS wrong_country,
        avg(score) OVER surest AS mean_score
    FROM review_outcome
    WINDOW surest AS (
        ORDER BY confidence DESC NULLS LAST, photo_id ROWS UNBOUNDED PRECEDING
    )
)
SELECT
    rank::double precision / photos AS coverage,
    confidence,
    beyond_region::double precision,
    beyond_country::double precision,
    wrong_country::double precision,
    mean_score::double precision
FROM ranked
WHERE rank IN (
    SELECT ceil(photos * step / %(steps)s::double precision)::bigint
    FROM generate_series(1, %(steps)s) AS step
)
ORDER BY rank
