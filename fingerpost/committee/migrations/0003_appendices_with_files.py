"""Further appendices become rows, so that each can have a file and be exempt."""

import django.db.models.deletion
from django.db import migrations, models


def titles_become_rows(apps, schema_editor):
    """Give every title a row of its own."""
    reports = apps.get_model("committee", "CommitteeReport")
    appendices = apps.get_model("committee", "FurtherAppendix")
    for each in reports.objects.exclude(appendices=[]).only("appendices"):
        appendices.objects.bulk_create(
            appendices(report=each, place=place, title=title[:200]) for place, title in enumerate(each.appendices)
        )


def rows_become_titles(apps, schema_editor):
    """Put the titles back on the reports."""
    reports = apps.get_model("committee", "CommitteeReport")
    for each in reports.objects.all():
        each.appendices = list(each.further.order_by("place", "pk").values_list("title", flat=True))
        each.save(update_fields=["appendices"])


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0002_names_in_public"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='FurtherAppendix',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('exempt', models.JSONField(blank=True, null=True)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appendices_of_reports', to='files.storedfile')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='further', to='committee.committeereport')),
            ],
            options={
                'ordering': ('place', 'pk'),
            },
        ),
        migrations.RunPython(titles_become_rows, rows_become_titles),
        migrations.RemoveField(
            model_name="committeereport",
            name="appendices",
        ),
    ]
