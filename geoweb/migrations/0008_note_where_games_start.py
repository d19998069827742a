from django.db import migrations, models


class Migration(migrations.Migration):
    """A keyed hash of the address, wiped after a month."""

    dependencies = [
        ('geoweb', '0007_keep_the_board'),
    ]

    operations = [
        migrations.AddField(
            model_name='game',
            name='started_from',
            field=models.CharField(blank=True, help_text='Keyed hash of the address, for a month.', max_length=32),
        ),
        migrations.AddIndex(
            model_name='game',
            index=models.Index(condition=models.Q(('started_from', ''), _negated=True), fields=['started_at'], name='game_started_from'),
        ),
    ]
