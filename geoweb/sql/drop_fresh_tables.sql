-- What one step of a refresh worked with.
-- No parameters.
DROP TABLE IF EXISTS pg_temp.board_touched, pg_temp.fresh_standing, pg_temp.fresh_pairing
