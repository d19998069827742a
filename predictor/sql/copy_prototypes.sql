-- Takes the prototypes of a locator, in the order of their cells.
-- Parameters: none; rows follow, binary, in the order of the columns.
COPY predictor_prototype (id, locator_id, cell_id, embedding, point, photo_count)
FROM STDIN (FORMAT BINARY)
