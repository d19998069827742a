-- Scopes without results go, and days and packs that no person is in; the others are counted.
-- No parameters. A scope of no players is to be deleted.
WITH
counted AS (
    SELECT
        scope.id,
        COUNT(standing.id) AS players,
        COUNT(*) FILTER (WHERE standing.kind = 'human') AS people
    FROM geoweb_scope AS scope
    LEFT JOIN geoweb_standing AS standing ON standing.scope_id = scope.id
    GROUP BY scope.id
)
UPDATE geoweb_scope AS scope
SET players = CASE
    WHEN scope.kind IN ('day', 'pack') AND counted.people = 0 THEN 0
    ELSE counted.players
END
FROM counted
WHERE counted.id = scope.id
