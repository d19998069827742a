-- Each listed player against each model, on the photos that both have guessed.
-- Parameters: students, quantiles of Student's t by degrees of freedom from 1; the last serves
-- for all beyond. One player's photos are the clusters, so the interval is that of a plain mean.
CREATE TEMPORARY TABLE fresh_pairing AS
WITH
-- Most of what people guessed in a country is too little to be listed: that is left out first.
listed AS (
    SELECT touched.code, touched.player_id, touched.photo_id, touched.score
    FROM board_touched AS touched
    JOIN fresh_standing AS fresh
        ON fresh.code = touched.code AND fresh.player_id = touched.player_id
),
paired AS (
    SELECT
        touched.code,
        touched.player_id,
        other.player_id AS model_id,
        COUNT(*) AS photos,
        AVG(touched.score - other.score) AS mean_difference,
        stddev_samp(touched.score - other.score) / sqrt(COUNT(*)) AS error,
        COUNT(*) FILTER (WHERE touched.score > other.score) AS wins,
        COUNT(*) FILTER (WHERE touched.score = other.score) AS ties,
        COUNT(*) FILTER (WHERE touched.score < other.score) AS losses
    FROM listed AS touched
    JOIN geoweb_result AS other
        ON other.photo_id = touched.photo_id AND other.player_id <> touched.player_id
    JOIN geoweb_player AS model ON model.id = other.player_id AND model.kind = 'model'
    GROUP BY touched.code, touched.player_id, other.player_id
)
SELECT
    scope.id AS scope_id,
    paired.player_id,
    paired.model_id,
    paired.photos,
    paired.mean_difference,
    paired.mean_difference - paired.error * (%(students)s::float8[])[
        LEAST(paired.photos - 1, cardinality(%(students)s::float8[]))
    ] AS low,
    paired.mean_difference + paired.error * (%(students)s::float8[])[
        LEAST(paired.photos - 1, cardinality(%(students)s::float8[]))
    ] AS high,
    paired.wins,
    paired.ties,
    paired.losses
FROM paired
JOIN geoweb_scope AS scope ON scope.code = paired.code
