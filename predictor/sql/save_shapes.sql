-- Keeps the staged shapes under their regions, neighbours of a zoom side by side on disk.
-- Parameters: none.
INSERT INTO predictor_regionshape (region_id, level, zoom, geom)
SELECT region.id, region.level, staged.zoom, staged.geom
FROM shape_stage AS staged
JOIN predictor_region AS region USING (level, code)
ORDER BY region.level, staged.zoom, region.country_code, region.id
