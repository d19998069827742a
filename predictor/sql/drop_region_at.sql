-- Takes back create_region_at.sql.
-- No parameters.
DROP FUNCTION region_at(geometry, double precision)
