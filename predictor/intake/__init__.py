"""Photos from outside: read, checked, copied without their metadata, placed and written."""
