-- The clock of a round begins, unless it runs already.
-- Parameters: round; now; deadline or null.
UPDATE geoweb_round SET served_at = %(now)s, deadline = %(deadline)s
WHERE id = %(round)s AND served_at IS NULL
