-- A refresh sorts and joins a million rows; its tables belong in memory. For this transaction.
-- No parameters.
SET LOCAL work_mem = '128MB'
