from django.db import migrations, models


class Migration(migrations.Migration):
    """The auditor of splits compares pictures by them; it fills what is missing."""

    dependencies = [("predictor", "0006_name_the_region_of_a_point")]
    operations = [
        migrations.AddField(
            model_name="photo",
            name="perceptual_hash",
            field=models.BigIntegerField(
                editable=False, help_text="Of the stored file; 0 for a bare surface.", null=True
            ),
        ),
    ]
