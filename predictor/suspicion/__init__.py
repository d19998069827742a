"""Which labels are wrong? Evidence that never learnt from the label it judges; arrays only."""
