-- Whether the planner takes the table of results for small, which it may no longer be.
-- No parameters.
SELECT reltuples < 10000 FROM pg_class WHERE oid = 'geoweb_result'::regclass
