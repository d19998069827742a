from django.contrib.postgres.operations import CreateExtension
from django.db import migrations
from pgvector.django import VectorExtension


class Migration(migrations.Migration):
    """Before any table: geometry columns and halfvec columns need their types."""

    initial = True
    dependencies = []
    operations = [CreateExtension("postgis"), VectorExtension()]
