from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("de", "Deutsch"), ("en", "English")],
                help_text="Ohne Angabe die, in der sich die Person zum ersten Mal anmeldet.",
                max_length=5,
                verbose_name="Sprache",
            ),
        ),
    ]
