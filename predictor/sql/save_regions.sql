-- Makes or changes the staged regions, known by level and code; areas are on the spheroid.
-- Parameters: none.
INSERT INTO predictor_region
    (level, code, name, country_code, source, area_km2, label_point, geom)
SELECT
    level,
    code,
    name,
    country_code,
    source,
    -- A border along a parallel is no geodesic: short steps keep its bulge under a metre.
    ST_Area(ST_Segmentize(geom, 0.1)::geography) / 1e6,
    label_point,
    geom
FROM region_stage
ON CONFLICT (level, code) DO UPDATE SET
    name = EXCLUDED.name,
    country_code = EXCLUDED.country_code,
    source = EXCLUDED.source,
    area_km2 = EXCLUDED.area_km2,
    label_point = EXCLUDED.label_point,
    geom = EXCLUDED.geom
