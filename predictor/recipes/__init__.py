"""Recipes by name or path: `read("pigeon")`, one TOML file a system."""

from predictor.recipes.reader import RecipeError, names, read

__all__ = ["RecipeError", "names", "read"]
