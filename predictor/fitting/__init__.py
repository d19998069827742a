"""From photos in the database to a published locator, stage by stage, each kept by its content."""
