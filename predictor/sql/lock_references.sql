-- One rebuilding of a locator's references at a time, until the transaction ends.
-- Parameters: locator, its id.
SELECT pg_advisory_xact_lock(hashtext('homing.references'), %(locator)s::integer)
