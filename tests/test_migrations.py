import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db
def test_models_have_no_unwritten_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_groups_of_the_label_desk_exist():
    assert set(Group.objects.values_list("name", flat=True)) >= {"annotators", "reviewers"}


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_and_forth():
    """Down to the bare extensions and up again; the schema is the same afterwards."""
    before = schema()
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([("geoweb", None), ("predictor", "0001_extensions")])
    assert "predictor_photo" not in connection.introspection.table_names()
    MigrationExecutor(connection).migrate(leaves)
    assert schema() == before


def schema():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        )
        return sorted(
            (name, text) for name, text in cursor.fetchall() if not name.startswith("django")
        )
