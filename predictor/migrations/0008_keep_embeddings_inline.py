from django.db import migrations

from predictor.sql import load


class Migration(migrations.Migration):
    """Distances read every embedding of a cell: none may be stored apart from its row."""

    dependencies = [("predictor", "0007_keep_perceptual_hashes")]
    operations = [
        migrations.RunSQL(load("keep_embeddings_inline"), load("free_embeddings_storage"))
    ]
