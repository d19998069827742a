-- Sizes for the planner: of tables that it takes for empty it would join all rows with all rows.
-- No parameters.
ANALYZE geoweb_result, geoweb_player, geoweb_guess, geoweb_round, geoweb_game, geoweb_deck
