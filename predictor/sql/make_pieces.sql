-- Cuts the staged regions into pieces of few vertices, which covering tests touch.
-- Parameters: vertices, the most a piece may have.
INSERT INTO predictor_regionpiece (region_id, level, geom)
SELECT region.id, region.level, piece.geom
FROM predictor_region AS region
JOIN region_stage USING (level, code)
CROSS JOIN LATERAL ST_Subdivide(region.geom, %(vertices)s) AS piece (geom)
ORDER BY ST_GeoHash(ST_Centroid(piece.geom), 6)
