"""Supplements taken every day: begin, stop, and go on with a changed label without rewriting the days before."""

from datetime import date, timedelta
from typing import Any

from diary.models import Product, Schedule, SupplementDose
from diary.services import Writing
from nutrients.amounts import NutrientAmounts

YESTERDAY = timedelta(days=1)


def content_of(source: NutrientAmounts, *, times: float = 1.0) -> dict[str, Any]:
    """Return the columns of a snapshot of so many servings."""
    return SupplementDose().take_amounts(source, times=times).contents()


def dose(product: Product, servings: float, **moment: Any) -> SupplementDose:
    """Return one dose, with the snapshot of what it held; an injection is an event and holds nothing."""
    taken = SupplementDose(product=product, label=product.name, serving=product.serving, servings=servings, **moment)
    taken.is_injection = product.is_injection
    return taken if product.is_injection else taken.take_amounts(product, times=servings)


def running(product: Product) -> Schedule | None:
    """Return the schedule of a product that has no end."""
    mine = Schedule.objects.for_user(product.user).filter(product=product, last_day=None)
    return mine.order_by("-first_day", "-id").first()


def begin(write: Writing, product: Product, first_day: date, servings: float) -> Schedule:
    """Take it every day from that day on; one serving's content is kept with it."""
    row = Schedule(product=product, label=product.name, servings=servings, first_day=first_day)
    return write.add(row.take_amounts(product, times=1))[0]


def stop(write: Writing, schedule: Schedule, day: date) -> None:
    """Let the day before be the last one; a schedule that then had no day at all goes away."""
    last = day - YESTERDAY
    if last < schedule.first_day:
        write.remove(schedule)
    else:
        write.change(schedule, last_day=last)


def renew(write: Writing, product: Product, day: date) -> None:
    """After the label changed: what was taken until yesterday stays, from that day on the new amounts count."""
    schedule = running(product)
    if schedule is None or schedule.amounts() == product.amounts():
        return
    stop(write, schedule, day)
    begin(write, product, max(day, schedule.first_day), schedule.servings)
