import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Versions of the labels, and which references have to follow them."""

    dependencies = [
        ('predictor', '0011_keep_what_encoders_saw'),
    ]

    operations = [
        migrations.CreateModel(
            name='DatasetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=64)),
                ('number', models.PositiveIntegerField()),
                ('why', models.CharField(blank=True, max_length=255)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dataset', 'number'), name='datasetversion_number_unique'), models.CheckConstraint(condition=models.Q(('number__gte', 2)), name='datasetversion_after_the_first')],
            },
        ),
        migrations.CreateModel(
            name='ReferenceMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.geocell')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.geocell')),
                ('locator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reference_moves', to='predictor.locator')),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reference_moves', to='predictor.photo')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.datasetversion')),
            ],
        ),
        migrations.CreateModel(
            name='StaleReference',
            fields=[
                ('photo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='stale_reference', serialize=False, to='predictor.photo')),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='predictor.datasetversion')),
            ],
        ),
    ]
