"""The networks: encoder, heads, training and the files they are kept in; torch, no Django."""
