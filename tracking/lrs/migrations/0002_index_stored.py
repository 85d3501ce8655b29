"""The index on `stored`: BRIN where rows lie in that order and are many (PostgreSQL), a plain one elsewhere."""

from django.db import migrations


def create(apps, schema_editor):
    method = "USING brin " if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"CREATE INDEX statement_by_stored ON lrs_statement {method}(stored)")


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX statement_by_stored")


class Migration(migrations.Migration):
    dependencies = [("lrs", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
