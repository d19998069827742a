import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from geoweb.sql import load


class Migration(migrations.Migration):
    """The board, what it is worked out from, and who was excluded from it."""

    dependencies = [
        ('geoweb', '0006_deal_games'),
        ('predictor', '0011_keep_what_encoders_saw'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardRefresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_full', models.BooleanField()),
                ('players', models.PositiveIntegerField()),
                ('scopes', models.PositiveIntegerField()),
                ('settled_until', models.DateTimeField(help_text='Results before it are in the boards of regions and packs.')),
                ('at', models.DateTimeField(db_index=True)),
                ('took_s', models.FloatField()),
            ],
            options={
                'verbose_name_plural': 'board refreshes',
            },
        ),
        migrations.CreateModel(
            name='PhotoDifficulty',
            fields=[
                ('photo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='difficulty', serialize=False, to='predictor.photo')),
                ('difficulty', models.FloatField()),
                ('fitted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='StaleResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('player_id', models.BigIntegerField()),
                ('photo_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Scope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('all', 'All time'), ('day', 'Day'), ('region', 'Region'), ('pack', 'Region pack')], max_length=8)),
                ('code', models.CharField(max_length=32, unique=True)),
                ('players', models.PositiveIntegerField(default=0)),
                ('fitted_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['all', 'day', 'region', 'pack'])), name='scope_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(max_length=255)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('lifted_why', models.CharField(blank=True, max_length=255)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('player', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='geoweb.player')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('player',), name='exclusion_one_in_force'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='exclusion_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('photos', models.PositiveIntegerField()),
                ('mean_difference', models.FloatField(help_text="Points of the player minus the model's.")),
                ('low', models.FloatField(help_text='None: one photo says nothing about others.', null=True)),
                ('high', models.FloatField(null=True)),
                ('wins', models.PositiveIntegerField()),
                ('ties', models.PositiveIntegerField()),
                ('losses', models.PositiveIntegerField()),
                ('model', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='geoweb.player')),
                ('player', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='geoweb.player')),
                ('scope', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='geoweb.scope')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scope', 'player', 'model'), name='pairing_scope_player_model_unique', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('too_fast', 'Good guesses faster than one can look'), ('too_exact', 'Exact more often than the photos allow'), ('many_accounts', 'Several new accounts on one link')], max_length=16)),
                ('detail', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('open', 'Open'), ('upheld', 'Upheld'), ('dismissed', 'Dismissed')], default='open', max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('deck', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='geoweb.deck')),
                ('player', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='geoweb.player')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['created_at'], name='signal_open')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'player', 'deck'), name='signal_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('human', 'Human'), ('model', 'Model'), ('crowd', 'Crowd'), ('baseline', 'Baseline')], help_text='Of the player.', max_length=10)),
                ('games', models.PositiveIntegerField()),
                ('photos', models.PositiveIntegerField()),
                ('mean_points', models.FloatField()),
                ('median_km', models.FloatField()),
                ('within_25', models.FloatField(help_text='Share of photos.')),
                ('within_200', models.FloatField()),
                ('within_750', models.FloatField()),
                ('is_provisional', models.BooleanField(help_text='Few photos that people and a model share.')),
                ('fingerprint', models.BigIntegerField(help_text='Of the results behind it.')),
                ('strength', models.FloatField(default=0.0)),
                ('strength_error', models.FloatField(default=0.0)),
                ('best_rank', models.PositiveIntegerField(default=1)),
                ('worst_rank', models.PositiveIntegerField(default=1)),
                ('player', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='geoweb.player')),
                ('scope', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='geoweb.scope')),
            ],
            options={
                'indexes': [models.Index(fields=['scope', 'is_provisional', '-strength', 'player'], name='standing_page'), models.Index(fields=['scope', 'kind', 'is_provisional', '-strength', 'player'], name='standing_kind_page')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'player'), name='standing_scope_player_unique')],
            },
        ),
        migrations.RunSQL(load("create_stale_results"), load("drop_stale_results")),
    ]
