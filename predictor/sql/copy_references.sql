-- Takes the references of a locator, those of a prototype side by side: a query reads few pages.
-- Parameters: none; rows follow, binary, in the order of the columns.
COPY predictor_reference (locator_id, prototype_id, photo_id, embedding, point)
FROM STDIN (FORMAT BINARY)
