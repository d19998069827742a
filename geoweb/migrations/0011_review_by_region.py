
import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """How right each locator was, photo by photo, and what that comes to by region."""

    dependencies = [
        ('geoweb', '0010_keep_suspicions'),
        ('predictor', '0011_keep_what_encoders_saw'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewRefresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('is_full', models.BooleanField()),
                ('outcomes', models.PositiveIntegerField(help_text='That were measured.')),
                ('reviews', models.PositiveIntegerField()),
                ('boundaries', models.BigIntegerField(help_text='Revision of the layers of regions.')),
                ('took_s', models.FloatField()),
            ],
            options={
                'verbose_name_plural': 'review refreshes',
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(blank=True, max_length=64)),
                ('version', models.PositiveIntegerField(default=1)),
                ('photos', models.PositiveIntegerField()),
                ('groups', models.PositiveIntegerField(help_text='Of photos that are not independent.')),
                ('unasked', models.PositiveIntegerField(help_text='Photos that the locator has not seen yet.')),
                ('headline', models.JSONField(help_text='Each figure with its 95 % interval, as `evaluate`.')),
                ('paired', models.JSONField(default=dict, help_text="Minus the previous version's, same photos.")),
                ('paired_photos', models.PositiveIntegerField(default=0)),
                ('refreshed_at', models.DateTimeField()),
                ('took_s', models.FloatField()),
                ('locator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='predictor.locator')),
                ('previous', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.locator')),
            ],
        ),
        migrations.CreateModel(
            name='Chart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('confusion', 'Countries taken for each other'), ('calibration', 'Calibration'), ('coverage', 'Coverage and risk'), ('balance', 'Balance of the data'), ('slices', 'Slices'), ('drift', 'Drift of uploads')], max_length=12)),
                ('data', models.JSONField()),
                ('review', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='charts', to='geoweb.review')),
            ],
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aspect', models.CharField(choices=[('world', 'World'), ('country', 'Countries'), ('province', 'Provinces'), ('scene', 'Scene'), ('season', 'Season'), ('drive', 'Drive'), ('source', 'Dataset')], max_length=10)),
                ('value', models.CharField(blank=True, help_text="A region's code, a scene ...", max_length=80)),
                ('photos', models.PositiveIntegerField()),
                ('groups', models.PositiveIntegerField()),
                ('effective', models.FloatField(help_text='As many independent photos would tell as much.')),
                ('figures', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True), size=None)),
                ('lows', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True), size=None)),
                ('highs', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True), size=None)),
                ('shrunk', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(null=True), help_text='Drawn toward the parent region.', size=None)),
                ('is_small', models.BooleanField(help_text='Too few photos to be taken at its word.')),
                ('region', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
                ('review', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='summaries', to='geoweb.review')),
            ],
            options={
                'verbose_name_plural': 'summaries',
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('truth', django.contrib.gis.db.models.fields.PointField(help_text='Where the photo was when it was measured.', spatial_index=False, srid=4326)),
                ('distance_km', models.FloatField(null=True)),
                ('score', models.PositiveSmallIntegerField()),
                ('confidence', models.FloatField(help_text='Of the likeliest cell.', null=True)),
                ('is_cell_right', models.BooleanField(help_text='The photo lies in that cell.', null=True)),
                ('cluster', models.BigIntegerField(help_text='Photos of one drive are not independent.')),
                ('answered_country', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
                ('answered_province', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
                ('locator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='predictor.locator')),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='predictor.photo')),
                ('region', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
                ('true_country', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
                ('true_province', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='predictor.region')),
            ],
            options={
                'indexes': [models.Index(fields=['locator', 'true_country', '-distance_km'], name='outcome_country'), models.Index(fields=['locator', 'true_province', '-distance_km'], name='outcome_province')],
                'constraints': [models.UniqueConstraint(fields=('locator', 'photo'), name='outcome_locator_photo_unique'), models.CheckConstraint(condition=models.Q(('score__lte', 5000)), name='outcome_score_in_range')],
            },
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('locator', 'dataset', 'version'), name='review_locator_dataset_version'),
        ),
        migrations.AddConstraint(
            model_name='chart',
            constraint=models.UniqueConstraint(fields=('review', 'kind'), name='chart_review_kind_unique'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.UniqueConstraint(fields=('review', 'aspect', 'value'), name='summary_unique'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('aspect__in', ['world', 'country', 'province', 'scene', 'season', 'drive', 'source'])), name='summary_aspect_known'),
        ),
    ]
