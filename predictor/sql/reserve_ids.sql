-- Draws ids before the rows that will have them, in ascending order.
-- Parameters: table_name; count, how many.
SELECT nextval(pg_get_serial_sequence(%(table_name)s, 'id')) AS id
FROM generate_series(1, %(count)s)
ORDER BY id
