-- Keeps embeddings in their rows: beyond 2 kB (1,000 numbers) PostgreSQL would store them apart,
-- and every distance would follow a pointer.
-- Parameters: none.
ALTER TABLE predictor_prototype ALTER COLUMN embedding SET STORAGE PLAIN;
ALTER TABLE predictor_reference ALTER COLUMN embedding SET STORAGE PLAIN
