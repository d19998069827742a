-- The deepest region at each point and its country; at sea the nearest, with the distance.
-- Parameters: lats, lngs, arrays of equal length; one row a point, in their order.
WITH
points AS (
    SELECT given.number, ST_SetSRID(ST_MakePoint(given.lng, given.lat), 4326) AS point
    FROM unnest(%(lats)s::float8[], %(lngs)s::float8[])
        WITH ORDINALITY AS given (lat, lng, number)
),
covered AS (
    SELECT points.number, points.point, covering.region_id
    FROM points
    LEFT JOIN LATERAL (
        SELECT piece.region_id
        FROM predictor_regionpiece AS piece
        WHERE ST_Covers(piece.geom, points.point)
        -- On a border two are right: the same one every time.
        ORDER BY piece.level DESC, piece.region_id
        LIMIT 1
    ) AS covering ON TRUE
),
placed AS (
    SELECT
        covered.number,
        COALESCE(covered.region_id, nearest.region_id) AS region_id,
        -- Zero without cover: longitude 180 is the same meridian as -180.
        COALESCE(nearest.distance_m, 0) AS distance_m
    FROM covered
    -- No nearest-first search over polygons: its order is wrong for geographies (PostGIS 3.3).
    -- The pieces with the nearest middles bound the distance; what lies within is measured.
    LEFT JOIN LATERAL (
        SELECT min(candidate.distance_m) AS distance_m
        FROM (
            SELECT
                ST_Distance(
                    piece.geom::geography(Polygon, 4326), covered.point::geography, FALSE
                ) AS distance_m
            FROM predictor_regionpiece AS piece
            WHERE covered.region_id IS NULL
            ORDER BY
                ST_PointOnSurface(piece.geom)::geography(Point, 4326)
                <-> covered.point::geography
            LIMIT 4
        ) AS candidate
    ) AS bound ON TRUE
    LEFT JOIN LATERAL (
        SELECT near.region_id, near.distance_m
        FROM (
            SELECT
                piece.region_id,
                piece.level,
                ST_Distance(
                    piece.geom::geography(Polygon, 4326), covered.point::geography, FALSE
                ) AS distance_m
            FROM predictor_regionpiece AS piece
            WHERE ST_DWithin(
                piece.geom::geography(Polygon, 4326),
                covered.point::geography,
                bound.distance_m + 1,
                FALSE
            )
        ) AS near
        -- A country and its province share a coast: among equals the deepest wins.
        ORDER BY round(near.distance_m), near.level DESC, near.region_id
        LIMIT 1
    ) AS nearest ON TRUE
)
SELECT
    placed.region_id IS NOT NULL AND placed.distance_m = 0 AS is_inside,
    placed.distance_m / 1000 AS distance_km,
    country.id AS country_id,
    country.code AS country_code,
    country.name AS country_name,
    deepest.id AS region_id,
    deepest.code AS region_code,
    deepest.name AS region_name,
    deepest.level AS region_level,
    deepest.country_code AS alpha2
FROM placed
LEFT JOIN predictor_region AS deepest ON deepest.id = placed.region_id
LEFT JOIN predictor_region AS parent ON parent.id = deepest.parent_id
LEFT JOIN predictor_region AS country
    ON country.level = 0 AND country.id IN (deepest.id, parent.id, parent.parent_id)
ORDER BY placed.number
