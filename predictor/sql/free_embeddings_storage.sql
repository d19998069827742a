-- Takes back keep_embeddings_inline.sql.
-- Parameters: none.
ALTER TABLE predictor_prototype ALTER COLUMN embedding SET STORAGE EXTERNAL;
ALTER TABLE predictor_reference ALTER COLUMN embedding SET STORAGE EXTERNAL
