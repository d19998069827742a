from django.db import migrations

from predictor.sql import load


class Migration(migrations.Migration):
    """The same rule in PL/pgSQL: a statement that names regions no longer plans it anew."""

    dependencies = [("predictor", "0008_keep_embeddings_inline")]
    operations = [migrations.RunSQL(load("create_region_at"), migrations.RunSQL.noop)]
