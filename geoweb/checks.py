"""System checks: what is wrong with this installation, each with its remedy."""
