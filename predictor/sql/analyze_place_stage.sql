-- Lets the planner know how many places are staged.
-- Parameters: none.
ANALYZE place_stage
