from django.db import migrations

from predictor.sql import load


class Migration(migrations.Migration):
    """One rule for the region of a photo, used by every statement that places photos."""

    dependencies = [("predictor", "0005_index_middles_of_region_pieces")]
    operations = [migrations.RunSQL(load("create_region_at"), load("drop_region_at"))]
