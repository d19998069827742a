-- Takes the cells of a partition; foreign keys are checked when the transaction ends.
-- Parameters: none; rows follow in the order of the columns.
COPY predictor_geocell
    (id, cell_set_id, number, level, country_code, parent_id, geom, centroid, photo_count)
FROM STDIN
