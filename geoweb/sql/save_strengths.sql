-- What the fit of a scope found.
-- Parameters: scope; players, strengths, errors, bests, worsts, arrays of equal length.
UPDATE geoweb_standing AS known
SET
    strength = found.strength,
    strength_error = found.error,
    best_rank = found.best,
    worst_rank = found.worst
FROM unnest(
    %(players)s::bigint[], %(strengths)s::float8[], %(errors)s::float8[],
    %(bests)s::integer[], %(worsts)s::integer[]
) AS found (player_id, strength, error, best, worst)
WHERE
    known.scope_id = %(scope)s
    AND known.player_id = found.player_id
    AND (known.strength, known.strength_error, known.best_rank, known.worst_rank)
    IS DISTINCT FROM (found.strength, found.error, found.best, found.worst)
