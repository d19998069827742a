-- Sequences and authors that are in more than one split, with one photo or all of them.
-- Parameters: datasets, an array of names, or null for all.
WITH
photo AS (
    SELECT id, dataset, sequence, author, split
    FROM predictor_photo
    WHERE split IS NOT NULL AND (%(datasets)s::text[] IS NULL OR dataset = ANY(%(datasets)s))
),
torn_sequence AS (
    SELECT
        dataset, sequence AS name,
        array_agg(id ORDER BY id) AS ids, array_agg(split ORDER BY id) AS splits
    FROM photo
    WHERE sequence <> ''
    GROUP BY dataset, sequence
    HAVING count(DISTINCT split) > 1
),
-- Photos without a sequence are kept together by their author alone.
torn_author AS (
    SELECT
        dataset, author AS name,
        array_agg(id ORDER BY id) AS ids, array_agg(split ORDER BY id) AS splits
    FROM photo
    WHERE author <> '' AND sequence = ''
    GROUP BY dataset, author
    HAVING count(DISTINCT split) > 1
),
author_in_split AS (
    SELECT dataset, author, split, min(id) AS first_id
    FROM photo
    WHERE author <> ''
    GROUP BY dataset, author, split
),
-- Whole drives of one author: one photo of each split stands for the rest.
travelling_author AS (
    SELECT
        dataset, author AS name,
        array_agg(first_id ORDER BY first_id) AS ids, array_agg(split ORDER BY first_id) AS splits
    FROM author_in_split
    WHERE NOT EXISTS (
        SELECT FROM torn_author
        WHERE torn_author.dataset = author_in_split.dataset
            AND torn_author.name = author_in_split.author
    )
    GROUP BY dataset, author
    HAVING count(*) > 1
)
SELECT 'sequence' AS kind, torn_sequence.* FROM torn_sequence
UNION ALL
SELECT 'author', torn_author.* FROM torn_author
UNION ALL
SELECT 'author of drives', travelling_author.* FROM travelling_author
ORDER BY kind DESC, dataset, name
