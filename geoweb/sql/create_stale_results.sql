-- Every result that comes, changes or goes is noted for the next refresh of the board.
-- By triggers: whoever writes results, in whatever way, cannot forget it. Once a statement.
CREATE FUNCTION note_stale_results()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO geoweb_staleresult (player_id, photo_id)
    SELECT touched.player_id, touched.photo_id FROM touched;
    RETURN NULL;
END
$$;

CREATE TRIGGER result_came
AFTER INSERT ON geoweb_result
REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION note_stale_results();

CREATE TRIGGER result_changed
AFTER UPDATE ON geoweb_result
REFERENCING NEW TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION note_stale_results();

-- A result that moves to another player is missed by the one who had it.
CREATE TRIGGER result_was
AFTER UPDATE ON geoweb_result
REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION note_stale_results();

CREATE TRIGGER result_went
AFTER DELETE ON geoweb_result
REFERENCING OLD TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION note_stale_results();
