-- The photos most like one, among those of its nearest prototypes, itself left out.
-- Parameters: locator; photo; embedding; prototypes, how many are looked into; most.
WITH
likely AS MATERIALIZED (
    SELECT prototype.id
    FROM predictor_prototype AS prototype
    WHERE prototype.locator_id = %(locator)s
    ORDER BY prototype.embedding <-> %(embedding)s::halfvec
    LIMIT %(prototypes)s
)
SELECT reference.photo_id
FROM likely
JOIN predictor_reference AS reference ON reference.prototype_id = likely.id
WHERE reference.photo_id <> %(photo)s
ORDER BY reference.embedding <-> %(embedding)s::halfvec
LIMIT %(most)s
