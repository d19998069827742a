-- The versions of the extensions that the schema stands on.
-- No parameters; one row per installed extension.
SELECT extname AS name, extversion AS version
FROM pg_extension
WHERE extname IN ('postgis', 'vector')
