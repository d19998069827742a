-- Where each photo was taken, from its embedding and its likely cells, with the evidence.
-- Parameters: locator; embeddings, a halfvec array, one a photo; numbers and probabilities, the
-- candidate cells of every photo one after another; width, how many each photo has; method:
-- nearest, barycentric or none; temperature; prototypes and members, how many are kept; alpha;
-- within_chord, a length on the unit sphere; max_km; coast_m, as in create_region_at.sql;
-- place_candidates and tenfold_km, as in nearest_places.sql. One row a photo, in their order.
--
-- 1. A prototype scores P(cell) * exp(-distance / temperature), a cell as its best prototype. A
--    cell without prototypes scores as if its best were as far as the mean of the others' best.
-- 2. The highest cell wins; among equals the lowest number. P' is the score over their sum.
-- 3. The anchor is the nearest member of the highest prototype. `nearest` answers its point.
-- 4. Counted are the anchor and the nearest other members of the highest prototypes that lie
--    within_chord of it. `barycentric` answers the direction of the sum of their unit vectors,
--    weighted by exp(-alpha * distance), or the anchor where that sum vanishes.
-- 5. The winner's centroid is answered instead with `none`, which searches nothing, where the
--    winner has no prototypes, and where the point would be over max_km from the centroid.
-- Among equal distances the lowest photo or prototype id comes first.
--
-- Every photo is refined by itself (LATERAL), and the planner sees no parameter (MATERIALIZED):
-- one plan, made once a connection, serves any number of photos of any locator.
WITH
asked AS MATERIALIZED (
    SELECT
        %(locator)s::bigint AS locator_id,
        %(embeddings)s::halfvec[] AS embeddings,
        %(numbers)s::int[] AS numbers,
        %(probabilities)s::float8[] AS probabilities,
        %(width)s::int AS width,
        %(method)s::text AS method,
        %(temperature)s::float8 AS temperature,
        %(prototypes)s::int AS prototypes,
        %(members)s::int AS members,
        %(alpha)s::float8 AS alpha,
        %(within_chord)s::float8 AS within_chord,
        %(max_km)s::float8 AS max_km,
        %(coast_m)s::float8 AS coast_m,
        %(place_candidates)s::int AS place_candidates,
        %(tenfold_km)s::float8 AS tenfold_km
),
photos AS (
    SELECT
        given.number,
        given.embedding,
        (given.number - 1) * asked.width + 1 AS first,
        given.number * asked.width AS last
    FROM asked
    CROSS JOIN LATERAL unnest(asked.embeddings) WITH ORDINALITY AS given (embedding, number)
)
SELECT
    ST_Y(refined.point) AS lat,
    ST_X(refined.point) AS lng,
    refined.is_refined,
    refined.cell_numbers,
    refined.cell_probabilities,
    refined.photo_ids,
    refined.lats,
    refined.lngs,
    refined.distances,
    refined.weights,
    country.id AS country_id,
    country.code AS country_code,
    country.name AS country_name,
    deepest.id AS region_id,
    deepest.code AS region_code,
    deepest.name AS region_name,
    deepest.level AS region_level,
    place.id AS place_id,
    place.name AS place_name,
    place.country_code AS place_country_code,
    place.population AS place_population,
    ST_Y(place.point) AS place_lat,
    ST_X(place.point) AS place_lng,
    place.distance_m / 1000 AS place_distance_km
FROM asked
CROSS JOIN photos
CROSS JOIN LATERAL (
    WITH
    candidates AS (
        SELECT
            cell.id AS cell_id,
            cell.number,
            cell.centroid,
            -- Above zero: a product must not underflow, and a sum must divide.
            greatest(given.probability, 1e-100) AS probability
        FROM unnest(
            asked.numbers[photos.first:photos.last],
            asked.probabilities[photos.first:photos.last]
        ) AS given (number, probability)
        -- Behind a limit the planner looks each cell up, and never reads the whole cell set.
        CROSS JOIN LATERAL (
            SELECT geocell.id, geocell.number, geocell.centroid
            FROM predictor_geocell AS geocell
            WHERE geocell.number = given.number AND geocell.cell_set_id = (
                SELECT cell_set_id FROM predictor_locator WHERE id = asked.locator_id
            )
            LIMIT 1
        ) AS cell
    ),
    measured AS (
        SELECT
            candidates.cell_id,
            candidates.number,
            candidates.probability,
            prototype.id AS prototype_id,
            prototype.embedding <-> photos.embedding AS distance
        FROM candidates
        LEFT JOIN predictor_prototype AS prototype
            ON prototype.locator_id = asked.locator_id
            AND prototype.cell_id = candidates.cell_id
            AND asked.method <> 'none'
    ),
    best AS (
        SELECT min(distance) AS least, avg(distance) AS mean
        FROM (SELECT min(distance) AS distance FROM measured GROUP BY cell_id) AS of_cells
    ),
    -- The least distance counts as zero, and exp() stops where it would underflow and raise.
    scored AS (
        SELECT
            measured.*,
            probability * exp(greatest(
                COALESCE(best.least - COALESCE(distance, best.mean), 0) / asked.temperature,
                -300
            )) AS score
        FROM measured
        CROSS JOIN best
    ),
    cells AS (
        SELECT cell_id, number, max(score) AS score
        FROM scored
        GROUP BY cell_id, number
    ),
    winner AS (
        SELECT candidates.cell_id, candidates.centroid
        FROM cells
        JOIN candidates ON candidates.cell_id = cells.cell_id
        ORDER BY cells.score DESC, cells.number
        LIMIT 1
    ),
    ranked AS (
        SELECT
            cell_id,
            prototype_id,
            row_number() OVER (ORDER BY score DESC, number, distance, prototype_id) AS rank
        FROM scored
        WHERE prototype_id IS NOT NULL
        ORDER BY rank
        LIMIT asked.prototypes
    ),
    found AS (
        SELECT
            ranked.rank,
            ranked.cell_id,
            reference.photo_id,
            reference.point,
            reference.embedding <-> photos.embedding AS distance,
            cos(radians(ST_Y(reference.point))) * cos(radians(ST_X(reference.point))) AS x,
            cos(radians(ST_Y(reference.point))) * sin(radians(ST_X(reference.point))) AS y,
            sin(radians(ST_Y(reference.point))) AS z
        FROM ranked
        JOIN predictor_reference AS reference ON reference.prototype_id = ranked.prototype_id
    ),
    anchor AS (
        SELECT *
        FROM found
        WHERE rank = 1
        ORDER BY distance, photo_id
        LIMIT 1
    ),
    counted AS (
        SELECT
            found.photo_id,
            found.point,
            found.distance,
            found.x,
            found.y,
            found.z,
            row_number() OVER (
                ORDER BY found.photo_id <> anchor.photo_id, found.distance, found.photo_id
            ) AS rank
        FROM found
        CROSS JOIN anchor
        WHERE
            (found.x - anchor.x) ^ 2 + (found.y - anchor.y) ^ 2 + (found.z - anchor.z) ^ 2
            <= asked.within_chord ^ 2
        ORDER BY rank
        LIMIT asked.members
    ),
    weighted AS (
        SELECT
            counted.*,
            CASE asked.method
                WHEN 'nearest' THEN (rank = 1)::int
                ELSE exp(greatest((min(distance) OVER () - distance) * asked.alpha, -300))
            END AS weight
        FROM counted
    ),
    shared AS (
        SELECT weighted.*, weight / sum(weight) OVER () AS share
        FROM weighted
    ),
    barycentre AS (
        SELECT
            sum(share * x) AS x,
            sum(share * y) AS y,
            sum(share * z) AS z
        FROM shared
    ),
    proposed AS (
        SELECT
            anchor.cell_id,
            CASE
                WHEN asked.method = 'nearest' OR mean.x ^ 2 + mean.y ^ 2 + mean.z ^ 2 < 1e-24
                    THEN anchor.point
                ELSE ST_SetSRID(
                    ST_MakePoint(
                        degrees(atan2(mean.y, mean.x)),
                        degrees(atan2(mean.z, sqrt(mean.x ^ 2 + mean.y ^ 2)))
                    ),
                    4326
                )
            END AS point
        FROM anchor
        CROSS JOIN barycentre AS mean
    ),
    answer AS (
        SELECT
            proposed.point IS NOT NULL AS is_refined,
            COALESCE(proposed.point, winner.centroid) AS point
        FROM winner
        LEFT JOIN proposed
            ON proposed.cell_id = winner.cell_id
            AND ST_DistanceSphere(proposed.point, winner.centroid) <= 1000 * asked.max_km
    ),
    posterior AS (
        SELECT
            array_agg(number ORDER BY score DESC, number) AS cell_numbers,
            array_agg(score / total ORDER BY score DESC, number) AS cell_probabilities
        FROM (SELECT number, score, sum(score) OVER () AS total FROM cells) AS summed
    ),
    members AS (
        SELECT
            array_agg(photo_id ORDER BY rank) AS photo_ids,
            array_agg(ST_Y(shared.point) ORDER BY rank) AS lats,
            array_agg(ST_X(shared.point) ORDER BY rank) AS lngs,
            array_agg(distance ORDER BY rank) AS distances,
            array_agg(CASE WHEN is_refined THEN share ELSE 0 END ORDER BY rank) AS weights
        FROM shared
        CROSS JOIN answer
    )
    SELECT
        answer.*,
        posterior.*,
        members.*,
        region_at(answer.point, asked.coast_m) AS region_id
    FROM answer
    CROSS JOIN posterior
    CROSS JOIN members
    -- Keeps the region from being looked for once more in every join it is used by.
    OFFSET 0
) AS refined
LEFT JOIN predictor_region AS deepest ON deepest.id = refined.region_id
LEFT JOIN predictor_region AS parent ON parent.id = deepest.parent_id
LEFT JOIN predictor_region AS country
    ON country.level = 0 AND country.id IN (deepest.id, parent.id, parent.parent_id)
LEFT JOIN LATERAL (
    SELECT near.*
    FROM (
        SELECT
            place.id,
            place.name,
            place.country_code,
            place.population,
            place.point,
            place.point::geography(Point, 4326) <-> refined.point::geography AS distance_m
        FROM predictor_place AS place
        ORDER BY distance_m
        LIMIT asked.place_candidates
    ) AS near
    ORDER BY
        near.distance_m - 1000 * asked.tenfold_km * log(greatest(near.population, 1)),
        near.id
    LIMIT 1
) AS place ON TRUE
ORDER BY photos.number
