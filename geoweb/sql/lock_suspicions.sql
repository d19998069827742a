-- Labels are judged by one process at a time: false where another is at it. Until the transaction
-- ends. No parameters.
SELECT pg_try_advisory_xact_lock(hashtext('homing.suspicions'))
