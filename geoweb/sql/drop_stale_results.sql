-- The triggers on results, and what they call.
-- No parameters.
DROP TRIGGER result_came ON geoweb_result;
DROP TRIGGER result_changed ON geoweb_result;
DROP TRIGGER result_was ON geoweb_result;
DROP TRIGGER result_went ON geoweb_result;
DROP FUNCTION note_stale_results();
