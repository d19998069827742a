import django.contrib.gis.db.models.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Claims, checks and proposals of the label desk, and what a change of a label was.

    No proposal was ever written before: none needs a verdict made up for it.
    """

    dependencies = [
        ('geoweb', '0008_note_where_games_start'),
        ('predictor', '0012_follow_labels'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown_point', django.contrib.gis.db.models.fields.PointField(spatial_index=False, srid=4326)),
                ('reasons', models.JSONField(default=list, help_text='As of a suspicion of the label shown.')),
                ('hypotheses', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeskClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DeskLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeskSkip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name='labelevent',
            name='proposals',
            field=models.ManyToManyField(related_name='events', to='geoweb.proposal'),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='public_id',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='region_after',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.region'),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='region_before',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.region'),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='reverts',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reverted_by', to='geoweb.labelevent'),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='trust_after',
            field=models.FloatField(default=1.0),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='trust_before',
            field=models.FloatField(default=1.0),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='split_after',
            field=models.CharField(choices=[('train', 'Train'), ('tune', 'Tune'), ('test', 'Test')], max_length=8, null=True),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='split_before',
            field=models.CharField(choices=[('train', 'Train'), ('tune', 'Tune'), ('test', 'Test')], max_length=8, null=True),
        ),
        migrations.AddField(
            model_name='labelevent',
            name='version',
            field=models.OneToOneField(help_text='Of the dataset, from this change on.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='label_event', to='predictor.datasetversion'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposal',
            name='is_check',
            field=models.BooleanField(default=False, help_text='The label shown was wrong on purpose.'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='public_id',
            field=models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='region',
            field=models.ForeignKey(help_text='Around the point, or the one that was named.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.region'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='took_ms',
            field=models.PositiveIntegerField(help_text='Since the photo was claimed.', null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='verdict',
            field=models.CharField(choices=[('place', 'It was taken here'), ('region', 'It was taken in this region'), ('nowhere', 'It cannot be located'), ('keep', 'The label is right')], default='place', max_length=8),
        ),
        migrations.AddField(
            model_name='proposal',
            name='why_rejected',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='guess',
            name='unranked',
            field=models.CharField(blank=True, choices=[('anonymous', 'Played without an account'), ('seen', 'You had seen this photo before'), ('own', 'You uploaded this photo'), ('practice', 'This game does not count'), ('excluded', 'Excluded after review'), ('unlocated', 'Nobody knows any more where the photo was taken')], help_text='Why it does not count; or nothing.', max_length=12),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='state',
            field=models.CharField(choices=[('open', 'Waiting for a second opinion'), ('disputed', 'Two opinions: a reviewer decides'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('withdrawn', 'Taken back')], default='open', max_length=10),
        ),
        migrations.AddIndex(
            model_name='labelevent',
            index=models.Index(fields=['-created_at', '-id'], name='labelevent_created'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('is_check', False), ('state', 'open')), fields=['created_at'], name='proposal_open'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('state', 'disputed')), fields=['created_at'], name='proposal_disputed'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('point__isnull', False), ('verdict__in', ['place', 'keep'])), models.Q(('point__isnull', True), ('verdict__in', ['region', 'nowhere'])), _connector='OR'), name='proposal_point_iff_it_says_where'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('state__in', ['accepted', 'rejected']), _connector='OR'), name='proposal_decided_when_settled'),
        ),
        migrations.AddField(
            model_name='checkphoto',
            name='photo',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='check_photo', to='predictor.photo'),
        ),
        migrations.AddField(
            model_name='checkphoto',
            name='shown_region',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='predictor.region'),
        ),
        migrations.AddField(
            model_name='deskclaim',
            name='annotator',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_claim', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deskclaim',
            name='photo',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_claim', to='predictor.photo'),
        ),
        migrations.AddField(
            model_name='desklook',
            name='photo',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='desk_looks', to='predictor.photo'),
        ),
        migrations.AddField(
            model_name='desklook',
            name='user',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='desk_looks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deskskip',
            name='annotator',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='desk_skips', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deskskip',
            name='photo',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='desk_skips', to='predictor.photo'),
        ),
        migrations.AddConstraint(
            model_name='checkphoto',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.GreaterThanOrEqual(models.Func(models.F('shown_point'), function='ST_Y', output_field=models.FloatField()), -90.0), django.db.models.lookups.LessThanOrEqual(models.Func(models.F('shown_point'), function='ST_Y', output_field=models.FloatField()), 90.0), django.db.models.lookups.GreaterThanOrEqual(models.Func(models.F('shown_point'), function='ST_X', output_field=models.FloatField()), -180.0), django.db.models.lookups.LessThanOrEqual(models.Func(models.F('shown_point'), function='ST_X', output_field=models.FloatField()), 180.0)), name='checkphoto_shown_in_world', violation_error_message='Latitude must be in [-90, 90] and longitude in [-180, 180].'),
        ),
        migrations.AddConstraint(
            model_name='desklook',
            constraint=models.UniqueConstraint(fields=('user', 'photo'), name='desklook_once'),
        ),
        migrations.AddConstraint(
            model_name='deskskip',
            constraint=models.UniqueConstraint(fields=('annotator', 'photo'), name='deskskip_once'),
        ),
    ]
