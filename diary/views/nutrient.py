"""One nutrient: how much, how sure, from what, and says who."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from diary import moments, nutrient_words, review_words, verdict_words, wording
from diary.averages import FactBar
from diary.charts import nutrient_chart
from diary.forms.period import PeriodForm
from diary.http import PersonRequest, render_part, table_as_csv
from diary.reports.nutrient_page import NutrientPage, nutrient_page
from diary.reports.review import LENGTHS, Span, latest_week
from nutrients.registry import NUTRIENTS

USUAL_WEEKS = 4


def _read(request: PersonRequest, key: str) -> NutrientPage:
    if key not in NUTRIENTS:
        raise Http404("This nutrient is not followed here.")
    today = moments.today(request.profile.zone)
    asked = PeriodForm(request.GET)
    span = asked.span(today) if request.GET else Span.of_weeks(latest_week(today), USUAL_WEEKS)
    return nutrient_page(request.profile, key, span, today)


@require_safe
def nutrient(request: PersonRequest, key: str) -> HttpResponse:
    page = _read(request, key)
    fact = page.fact
    context = {
        "page": page,
        "fact": fact,
        "name": wording.within(fact.nutrient),
        "cautions": fact.grave,
        "title": review_words.title(page.span),
        "lengths": [_length(page, weeks) for weeks in LENGTHS],
        "query": urlencode(page.span.query),
        "bar": FactBar(fact),
        "reason": verdict_words.reason(fact),
        "gap": "" if verdict_words.gap_kind(fact) == "days" else verdict_words.gap_message(fact),  # the reason says it
        "days": verdict_words.days_complete(fact.period),
        "days_needed": nutrient_words.days_needed(fact),
        "about": nutrient_words.ABOUT.get(key, ""),
        "chart": nutrient_chart(fact, page.span, is_alone=True),
        "tables": nutrient_words.tables(page),
    }
    return render_part(request, "diary/nutrient.html", "body", context)


def _length(page: NutrientPage, weeks: int) -> dict[str, str | bool]:
    span = Span.ending(page.fact.period.last, weeks)
    url = f"{reverse('diary:nutrient', args=[page.fact.nutrient.key])}?{urlencode(span.query)}"
    return {"name": review_words.name(span), "url": url, "is_shown": weeks == page.span.weeks}


@require_safe
def download(request: PersonRequest, key: str, name: str) -> HttpResponse:
    page = _read(request, key)
    tables = {key: nutrient_chart(page.fact, page.span).table, **nutrient_words.tables(page)}
    if name not in tables:
        raise Http404("There is no such table in this time.")
    return table_as_csv(tables[name])


urlpatterns: list[URLPattern] = [
    path("nutrients/<slug:key>/", nutrient, name="nutrient"),
    path("nutrients/<slug:key>/<slug:name>.csv", download, name="nutrient_csv"),
]
