-- How unevenly photos are spread over places: the Lorenz curve and the Gini coefficient of each
-- kind of place. Parameters: locator; datasets, an array; split; steps.
WITH
counts AS (
    SELECT photo.region_id, count(*) AS photos
    FROM predictor_photo AS photo
    WHERE photo.split = %(split)s AND photo.dataset = ANY(%(datasets)s)
    GROUP BY photo.region_id
),
places AS (
    SELECT 'country' AS kind, country.id, coalesce(sum(counts.photos), 0) AS photos
    FROM predictor_region AS country
    LEFT JOIN predictor_region AS inside
        ON inside.country_code = country.country_code
    LEFT JOIN counts ON counts.region_id = inside.id
    WHERE country.level = 0
    GROUP BY country.id
    UNION ALL
    SELECT 'province', province.id, coalesce(counts.photos, 0)
    FROM predictor_region AS province
    LEFT JOIN counts ON counts.region_id = province.id
    WHERE province.level = 1
    UNION ALL
    SELECT 'cell', cell.id, cell.photo_count
    FROM predictor_geocell AS cell
    JOIN predictor_locator AS locator ON locator.cell_set_id = cell.cell_set_id
    WHERE
        locator.id = %(locator)s
        AND %(split)s = 'train'
        AND NOT EXISTS (SELECT FROM predictor_geocell AS finer WHERE finer.parent_id = cell.id)
),
ranked AS (
    SELECT
        kind,
        photos,
        row_number() OVER poorest AS rank,
        count(*) OVER (PARTITION BY kind) AS places,
        sum(photos) OVER (PARTITION BY kind) AS total,
        sum(photos) OVER poorest AS running
    FROM places
    WINDOW poorest AS (PARTITION BY kind ORDER BY photos, id)
)
SELECT
    kind,
    min(places) AS places,
    min(total)::bigint AS photos,
    (2 * sum(rank * photos) / (min(places) * min(total)) - (min(places) + 1) / min(places)::numeric)
        ::double precision AS gini,
    array_agg((running / total)::double precision ORDER BY rank) FILTER (WHERE rank IN (
        SELECT ceil(step * places / %(steps)s::double precision)
        FROM generate_series(1, %(steps)s) AS step
    )) AS curve
FROM ranked
WHERE total > 0
GROUP BY kind
ORDER BY kind
