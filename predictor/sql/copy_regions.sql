-- Takes regions into the stage.
-- Parameters: none; rows follow in the order of the columns.
COPY region_stage (level, code, name, parent_code, country_code, source, label_point, geom)
FROM STDIN
