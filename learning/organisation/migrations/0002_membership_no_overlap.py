from django.db import migrations

ADD = """
ALTER TABLE organisation_membership ADD CONSTRAINT membership_no_overlap
EXCLUDE USING gist (user_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
"""
DROP = "ALTER TABLE organisation_membership DROP CONSTRAINT membership_no_overlap"


def add(apps, schema_editor):
    """SQLite knows no such constraint: there the command alone holds it, in its one writing transaction at a time."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(ADD)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
