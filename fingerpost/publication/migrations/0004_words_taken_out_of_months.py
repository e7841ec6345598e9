"""Words that were taken out of published months before the months themselves kept them."""

from django.db import migrations


def keep_on_months(apps, schema_editor):
    """Give every month the words that its editions were made without."""
    publications = apps.get_model("publication", "Publication")
    for each in publications.objects.select_related("period").only("made_with", "period").order_by("pk"):
        taken_out = each.made_with.get("redacted") or []
        if taken_out:
            period = each.period
            period.redacted = list(dict.fromkeys([*period.redacted, *taken_out]))
            period.save(update_fields=["redacted"])


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0003_papers"),
        ("monitoring", "0003_words_taken_out"),
    ]

    operations = [migrations.RunPython(keep_on_months, migrations.RunPython.noop)]
