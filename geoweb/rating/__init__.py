"""Who plays how well, and how sure that is: arrays in, arrays out; no tables, no Django."""
