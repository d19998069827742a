-- Lets the planner know the new prototypes and references before the first query, and the photos before
-- the commit looks each of them up: after a fresh import it may still plan for an empty table.
-- Parameters: none.
ANALYZE predictor_photo, predictor_prototype, predictor_reference
