"""Every day that holds food gets its row, not added up yet: `add_up_days` does that, and until then items are read."""

from django.db import migrations


def begin(apps, schema_editor):
    items, sums = apps.get_model("diary", "MealItem"), apps.get_model("diary", "DaySum")
    for user in items.objects.order_by("user").values_list("user", flat=True).distinct():
        days = items.objects.filter(user=user, deleted_at=None).values_list("day", flat=True).distinct()
        sums.objects.bulk_create([sums(user_id=user, day=day) for day in days], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("diary", "0004_day_sums")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
