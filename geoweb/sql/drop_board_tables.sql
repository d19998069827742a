-- What a refresh worked with; nothing of it is left when the first begins.
-- No parameters.
DROP VIEW IF EXISTS pg_temp.board_member;
DROP TABLE IF EXISTS pg_temp.board_place
