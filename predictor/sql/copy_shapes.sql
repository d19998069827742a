-- Takes generalised shapes into the stage.
-- Parameters: none; rows follow in the order of the columns.
COPY shape_stage (level, code, zoom, geom) FROM STDIN
