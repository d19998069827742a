-- One refresh of the reviews at a time: false where another is at work. Until the transaction ends.
-- No parameters.
SELECT pg_try_advisory_xact_lock(hashtext('homing.review'))
