-- What a locator has of one region: photos of each split, references, and cells they lie in.
-- Parameters: region; locator; datasets, an array.
WITH
inside AS (
    SELECT photo.id, photo.split
    FROM predictor_photo AS photo
    JOIN predictor_region AS region ON region.id = photo.region_id
    LEFT JOIN predictor_region AS parent ON parent.id = region.parent_id
    WHERE
        %(region)s IN (region.id, region.parent_id, parent.parent_id)
        AND photo.dataset = ANY(%(datasets)s)
        AND photo.point IS NOT NULL
),
kept AS (
    SELECT reference.id, prototype.cell_id
    FROM inside
    JOIN predictor_reference AS reference ON reference.photo_id = inside.id
    JOIN predictor_prototype AS prototype ON prototype.id = reference.prototype_id
    WHERE reference.locator_id = %(locator)s
)
SELECT
    (SELECT count(*) FROM inside WHERE split = 'train') AS train,
    (SELECT count(*) FROM inside WHERE split = 'tune') AS tune,
    (SELECT count(*) FROM inside WHERE split = 'test') AS test,
    (SELECT count(*) FROM kept) AS references,
    (SELECT count(DISTINCT cell_id) FROM kept) AS cells,
    (SELECT count(*) FROM predictor_photo
        WHERE split = 'train' AND dataset = ANY(%(datasets)s)) AS all_train,
    (SELECT count(*) FROM predictor_photo
        WHERE split = 'test' AND dataset = ANY(%(datasets)s)) AS all_test
