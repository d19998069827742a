-- Draws the figures of countries toward the world's, or of provinces toward their country's: the
-- fewer photos, the nearer. Parameters: review; aspect, country or province; scales, how
-- large each figure can be, null for the median, which follows the share of points in its logarithm.
-- Empirical Bayes with a beta prior: of n photos and a prior worth k, the figure keeps n / (n + k).
-- 1 / (k + 1) is how much regions differ beyond chance, by the method of moments.
WITH
parents AS (
    SELECT own.id, own.effective, own.figures, above.shrunk AS parent_figures
    FROM geoweb_summary AS own
    LEFT JOIN predictor_region AS region ON region.id = own.region_id
    JOIN geoweb_summary AS above
        ON above.review_id = own.review_id
        AND (
            own.aspect = 'country' AND above.aspect = 'world'
            OR own.aspect = 'province'
            AND above.aspect = 'country'
            AND above.region_id = region.parent_id
        )
    WHERE own.review_id = %(review)s AND own.aspect = %(aspect)s
),
figures AS MATERIALIZED (
    SELECT
        parents.id,
        parents.effective AS n,
        figure.number,
        figure.value,
        figure.parent,
        figure.value / figure.scale AS p,
        figure.parent / figure.scale AS q
    FROM parents
    CROSS JOIN LATERAL unnest(parents.figures, parents.parent_figures, %(scales)s::float8[])
        WITH ORDINALITY AS figure (value, parent, scale, number)
),
spread AS (
    SELECT
        number,
        least(0.999, greatest(0.001,
            sum(n * (p - q) ^ 2 - q * (1 - q)) FILTER (WHERE n > 1)
            / nullif(sum((n - 1) * q * (1 - q)), 0)
        )) AS rho
    FROM figures
    GROUP BY number
),
prior AS (
    SELECT
        number,
        1 / rho - 1 AS k,
        max(1 / rho - 1) FILTER (WHERE number = 2) OVER () AS k_of_points
    FROM spread
),
drawn AS (
    SELECT
        figures.id,
        array_agg(
            CASE
                WHEN figures.value IS NULL OR figures.parent IS NULL THEN figures.value
                WHEN figures.p IS NULL THEN exp(
                    (
                        figures.n * ln(greatest(figures.value, 0.001))
                        + prior.k_of_points * ln(greatest(figures.parent, 0.001))
                    ) / (figures.n + prior.k_of_points)
                )
                ELSE (figures.n * figures.value + prior.k * figures.parent) / (figures.n + prior.k)
            END
            ORDER BY figures.number
        ) AS shrunk
    FROM figures
    JOIN prior USING (number)
    GROUP BY figures.id
)
UPDATE geoweb_summary AS summary
SET shrunk = drawn.shrunk
FROM drawn
WHERE summary.id = drawn.id
