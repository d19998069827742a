-- Sizes for the planner, of a table that was made a moment ago.
-- No parameters.
ANALYZE fresh_standing
