-- Makes room for the next review of the same transaction.
-- No parameters.
DROP TABLE review_outcome
