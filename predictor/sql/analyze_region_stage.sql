-- Lets the planner know how many regions are staged.
-- Parameters: none.
ANALYZE region_stage
