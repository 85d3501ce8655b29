"""Editions are guarded against deleting, and against lessons and questions that come late: one that was ever offered
is finished, and every later one of its course stands on it. What a database shell could still do is drop a trigger.
"""

from django.db import migrations

TABLES = ("content_edition", "content_editionunit", "content_editionquestion")
FINISHED = (
    "EXISTS (SELECT 1 FROM content_edition AS own JOIN content_offer AS offer ON offer.course_key = own.course_key"
    " JOIN content_edition AS offered ON offered.id = offer.edition_id"
    " WHERE own.id = NEW.edition_id AND offered.number >= own.number)"
)
POSTGRESQL_LATE_FUNCTION = f"""
CREATE FUNCTION content_refuse_late_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {FINISHED} THEN
        RAISE EXCEPTION 'editions are immutable' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
SQLITE_REFUSAL = "BEGIN SELECT RAISE(ABORT, 'editions are immutable'); END"


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(POSTGRESQL_LATE_FUNCTION)
    refused = "FOR EACH ROW EXECUTE FUNCTION content_refuse_update()" if postgresql else SQLITE_REFUSAL
    refused_late = (
        "FOR EACH ROW EXECUTE FUNCTION content_refuse_late_insert()"
        if postgresql
        else f"WHEN {FINISHED} {SQLITE_REFUSAL}"
    )
    for table in TABLES:
        schema_editor.execute(f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refused}")
    for table in TABLES[1:]:
        schema_editor.execute(f"CREATE TRIGGER {table}_finished BEFORE INSERT ON {table} {refused_late}")


def drop(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, tables in (("kept", TABLES), ("finished", TABLES[1:])):
        for table in tables:
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION content_refuse_late_insert()")


class Migration(migrations.Migration):
    dependencies = [("content", "0005_edition_refusal")]

    operations = [migrations.RunPython(create, drop)]
