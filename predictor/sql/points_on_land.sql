-- Which of the points lie in a region.
-- Parameters: lats, lngs, arrays of equal length. One row a point, in their order.
SELECT EXISTS (
    SELECT FROM predictor_regionpiece AS piece
    WHERE ST_Covers(piece.geom, ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326))
)
FROM unnest(%(lats)s::float8[], %(lngs)s::float8[]) WITH ORDINALITY AS given (lat, lng, number)
ORDER BY given.number
