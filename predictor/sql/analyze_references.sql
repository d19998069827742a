-- Lets the planner know the new prototypes and references before the first query.
-- Parameters: none.
ANALYZE predictor_prototype, predictor_reference
