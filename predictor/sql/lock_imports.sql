-- Waits until no other import writes; the lock ends with the transaction.
-- Parameters: none. The number is one that no other lock of this database uses.
SELECT pg_advisory_xact_lock(1735289)
