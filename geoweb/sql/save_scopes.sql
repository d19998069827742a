-- A scope for every code that has rows now and had none.
-- No parameters.
INSERT INTO geoweb_scope (kind, code, players)
SELECT DISTINCT
    CASE split_part(fresh.code, '-', 1)
        WHEN 'all' THEN 'all'
        WHEN 'day' THEN 'day'
        WHEN 'pack' THEN 'pack'
        ELSE 'region'
    END,
    fresh.code,
    0
FROM fresh_standing AS fresh
ON CONFLICT (code) DO NOTHING
