"""A person's supplements: their labels, what is taken every day, and single doses."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from diary import daily
from diary.forms.moments import moment_now
from diary.forms.supplements import DailyForm, DoseForm, ProductForm, ServingsForm
from diary.http import PersonRequest, finish, last_done, onward, own, page_or_write, writes
from diary.models import Product, Schedule, ScheduleSkip, SupplementDose
from diary.moments import today
from diary.reports.shelf import notices_of, product_facts, shelf
from diary.services import Writing, get_or_add
from diary.views.day import day_url, removal, writable
from nutrients.labels import catalogue


def shelf_page(request: PersonRequest, day: date | None = None) -> HttpResponse:
    """Show the person's own products, to take one on a day or every day."""
    day = day or today(request.profile.zone)
    writable(request, day)
    context = {"day": day, "shelf": shelf(request.user, day), "catalogue": catalogue(), "done": last_done(request)}
    return render(request, "diary/supplements.html", context)


def add_page(request: PersonRequest) -> HttpResponse:
    start = next((item for item in catalogue() if item.name == request.GET.get("from")), None)
    return product_form(request, ProductForm(start=start), start=start)


@writes
def add(request: PersonRequest, write: Writing) -> HttpResponse:
    form = ProductForm(request.POST)
    if unfinished := not_yet(request, form):
        return unfinished
    product = Product(**form.values())
    write.add(product)
    return finish(write, f"{product} saved.", reverse("diary:product", args=[product.pk]))


def edit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    return product_form(request, ProductForm(entry=own(request, Product, pk)))


@writes
def edit(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    product = own(request, Product, pk)
    form = ProductForm(request.POST, entry=product)
    if unfinished := not_yet(request, form):
        return unfinished
    write.change(product, expected_version=form.cleaned_data["version"], **form.values())
    daily.renew(write, product, today(request.profile.zone))
    return finish(write, f"{product} saved.", reverse("diary:product", args=[product.pk]))


def not_yet(request: PersonRequest, form: ProductForm) -> HttpResponse | None:
    """Show the form again: with more lines, with its mistakes, or with what it comes to; None when all is well."""
    asks_for_lines, holds = "more" in request.POST, form.is_valid()
    if asks_for_lines or not holds:
        return product_form(request, form, status=200 if asks_for_lines else 422)
    return product_form(request, form, look=True) if form.needs_a_look else None


def product_form(
    request: PersonRequest, form: ProductForm, *, look: bool = False, status: int = 200, **more: object
) -> HttpResponse:
    context = {"form": form, "look": look, **more}
    return render(request, "diary/supplements_form.html", context, status=status)


def product_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show what one serving holds, what to keep apart from it, and whether it is taken every day."""
    product = get_object_or_404(Product.objects.of_user_with_deleted(request.user), pk=pk)
    if product.deleted_at is not None:
        return onward(request, reverse("diary:supplements"))
    day = today(request.profile.zone)
    context = {"facts": product_facts(request.profile, product), "day": day, "done": last_done(request)}
    context["daily_form"] = DailyForm(zone=request.profile.zone, initial={"first_day": day, "servings": 1.0})
    return render(request, "diary/supplements_product.html", context)


@writes
def remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    """Take a product off the shelf; what was taken stays in the diary."""
    product = own(request, Product, pk)
    if schedule := daily.running(product):
        daily.stop(write, schedule, today(request.profile.zone))
    write.remove(product)
    return finish(write, f"{product} deleted. Days it was taken on stay.", reverse("diary:supplements"))


@writes
def take(request: PersonRequest, write: Writing, pk: UUID, day: date) -> HttpResponse:
    product = own(request, Product, pk)
    writable(request, day)
    form = ServingsForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "product": product, "day": day}
        return render(request, "diary/supplements_take.html", context, status=422)
    dose = daily.dose(product, form.cleaned_data["servings"], **moment_now(day, request.profile.zone))
    write.add(dose)
    return after_dose(request, write, dose)


def after_dose(request: PersonRequest, write: Writing, dose: SupplementDose) -> HttpResponse:
    """Go to the day; to the safety text first when the amount calls for it."""
    urgent = notices_of(dose.amounts(), dose.label)
    place = reverse("diary:dose_notice", args=[dose.pk]) if urgent else day_url(dose.day)
    return finish(write, f"{dose} saved.", place)


def notice_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the safety text alone; a dose corrected since has none, and leads back to its day."""
    dose = own(request, SupplementDose, pk)
    notices = notices_of(dose.amounts(), dose.label)
    if not notices:
        return redirect(day_url(dose.day))
    return render(request, "diary/supplements_notice.html", {"notices": notices, "dose": dose})


def dose_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    dose = own(request, SupplementDose, pk)
    context = {"form": DoseForm(profile=request.profile, entry=dose), "dose": dose}
    return render(request, "diary/supplements_dose.html", context)


@writes
def edit_dose(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    """Change when, and how many: the snapshot is scaled from what the dose itself held."""
    dose = own(request, SupplementDose, pk)
    form = DoseForm(request.POST, profile=request.profile, entry=dose)
    if not form.is_valid():
        return render(request, "diary/supplements_dose.html", {"form": form, "dose": dose}, status=422)
    servings = form.cleaned_data["servings"]
    content = daily.content_of(dose, times=servings / dose.servings)
    version = form.cleaned_data["version"]
    write.change(dose, expected_version=version, servings=servings, **content, **form.moment())
    return after_dose(request, write, dose)


@writes
def begin_daily(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    product = own(request, Product, pk)
    form = DailyForm(request.POST, zone=request.profile.zone)
    if product.is_injection or daily.running(product):
        raise Http404("This is not one to begin.")
    if not form.is_valid():
        context = {"facts": product_facts(request.profile, product), "daily_form": form}
        return render(request, "diary/supplements_product.html", context, status=422)
    daily.begin(write, product, form.cleaned_data["first_day"], form.cleaned_data["servings"])
    return finish(write, f"{product}: every day, without a tap.", reverse("diary:product", args=[product.pk]))


@writes
def stop_daily(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    schedule = get_object_or_404(Schedule.objects.for_user(request.user).filter(last_day=None), pk=pk)
    daily.stop(write, schedule, today(request.profile.zone))
    return finish(write, f"{schedule}: no longer every day.", reverse("diary:supplements"))


@writes
def skip(request: PersonRequest, write: Writing, pk: UUID, day: date) -> HttpResponse:
    """Note that a daily one was not taken on a day; sent again, that it was."""
    schedule = own(request, Schedule, pk)
    writable(request, day)
    skipped = ScheduleSkip.objects.for_user(request.user).on(day).filter(schedule=schedule).first()
    if skipped:
        write.remove(skipped)
        return finish(write, f"{schedule}: taken after all.", day_url(day))
    get_or_add(write, ScheduleSkip(schedule=schedule, day=day), schedule=schedule, day=day)
    return finish(write, f"{schedule}: not taken this day.", day_url(day))


urlpatterns = [
    path("supplements/", shelf_page, name="supplements"),
    path("supplements/on/<date:day>/", shelf_page, name="supplements_on"),
    path("supplements/add/", page_or_write(add_page, add), name="product_add"),
    path("supplements/<uuid:pk>/", product_page, name="product"),
    path("supplements/<uuid:pk>/edit/", page_or_write(edit_page, edit), name="product_edit"),
    path("supplements/<uuid:pk>/remove/", remove, name="product_remove"),
    path("supplements/<uuid:pk>/take/<date:day>/", take, name="take"),
    path("supplements/<uuid:pk>/daily/", begin_daily, name="daily_begin"),
    path("supplements/daily/<uuid:pk>/stop/", stop_daily, name="daily_stop"),
    path("supplements/daily/<uuid:pk>/skip/<date:day>/", skip, name="daily_skip"),
    path("supplements/doses/<uuid:pk>/", page_or_write(dose_page, edit_dose), name="dose_edit"),
    path("supplements/doses/<uuid:pk>/notice/", notice_page, name="dose_notice"),
    path("supplements/doses/<uuid:pk>/remove/", removal(SupplementDose), name="dose_remove"),
]
