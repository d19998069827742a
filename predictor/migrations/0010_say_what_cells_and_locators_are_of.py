from django.db import migrations, models


class Migration(migrations.Migration):
    """A partition is read back whole; a fit that is published already is recognised."""

    dependencies = [("predictor", "0009_keep_the_plan_of_region_at")]
    operations = [
        migrations.AddField(
            model_name="geocell",
            name="level",
            field=models.PositiveSmallIntegerField(default=0, help_text="0 is the coarsest."),
        ),
        migrations.AddField(
            model_name="geocell",
            name="country_code",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Empty where the method knows no countries.",
                max_length=2,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="locator",
            name="content_hash",
            field=models.CharField(
                db_index=True,
                default="",
                help_text="Of the recipe and everything it was fitted from.",
                max_length=64,
            ),
            preserve_default=False,
        ),
    ]
