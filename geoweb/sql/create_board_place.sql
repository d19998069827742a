-- The region scopes of each country: its own and its continent's.
-- Parameters: countries, codes, arrays of equal length.
CREATE TEMPORARY TABLE board_place AS
SELECT given.country_code, given.code
FROM unnest(%(countries)s::text[], %(codes)s::text[]) AS given (country_code, code)
