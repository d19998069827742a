"""The built-in demonstration world: roadside scenes at real coordinates, drawn from real facts."""
