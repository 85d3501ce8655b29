from django.db import migrations, models


def index_stored_again(apps, schema_editor):
    """SQLite makes the table anew for a new column, and forgets an index that it was told of in SQL (0002)."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE INDEX IF NOT EXISTS statement_by_stored ON lrs_statement (stored)")


class Migration(migrations.Migration):
    dependencies = [("lrs", "0007_forwarding_claims")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, index_stored_again),
        migrations.AddField(
            model_name="statement",
            name="voids_all",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(index_stored_again, migrations.RunPython.noop),
    ]
