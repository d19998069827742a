-- One change of a dataset's labels after the other, until the transaction ends.
-- Parameters: dataset, its name.
SELECT pg_advisory_xact_lock(hashtext('homing.dataset'), hashtext(%(dataset)s))
