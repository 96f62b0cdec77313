"""Looking back over a week, or more of them."""

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from diary import moments, review_words
from diary.averages import fact_bars, review_tables
from diary.charts import review_url
from diary.forms.period import PeriodForm
from diary.http import PersonRequest, render_part, table_as_csv
from diary.reports.cautions import grave_days
from diary.reports.review import LENGTHS, Review, Span, review
from diary.review_charts import review_charts


def _read(request: PersonRequest, form: PeriodForm) -> Review:
    """Return the time asked for; to whom asks for none and wrote nothing last week, this one, if it has something."""
    today = moments.today(request.profile.zone)
    found = review(request.profile, form.span(today))
    if request.GET or not found.is_empty:
        return found
    begun = review(request.profile, Span.ending(today, 1))
    return found if begun.is_empty else begun


@require_safe
def look_back(request: PersonRequest) -> HttpResponse:
    form = PeriodForm(request.GET)
    found = _read(request, form)
    grave = grave_days(found.intake)
    told = {caution.nutrient for caution in grave}
    charts = review_charts(found, without=told)
    context = {
        "review": found,
        "form": form,
        "title": review_words.title(found.span),
        "span_name": review_words.name(found.span),
        "lengths": [_ending(found, weeks) for weeks in LENGTHS],
        "query": urlencode(found.span.query),
        "before_url": review_url(found.span.previous),
        "next_url": review_url(found.next) if found.next else "",
        "said": review_words.look_back(found),
        "changes": review_words.changes(found),
        "cautions": grave,
        "bars": fact_bars(fact for key, fact in found.facts.items() if key not in told),
        "charts": charts,
        "courses": [chart for chart in charts if chart.name not in found.facts],
        "eaten": [chart for chart in charts if chart.name in found.facts],
        "tables": review_tables(found, without=told),
    }
    return render_part(request, "diary/review.html", "body", context)


def _ending(found: Review, weeks: int) -> dict[str, str | bool]:
    """The link to so many weeks that end with the week shown last."""
    span = Span.ending(found.intake.last, weeks)
    return {"name": review_words.name(span), "url": review_url(span), "is_shown": weeks == found.span.weeks}


@require_safe
def download(request: PersonRequest, name: str) -> HttpResponse:
    found = _read(request, PeriodForm(request.GET))
    tables = {table.name: table for table in [*review_tables(found), *(chart.table for chart in review_charts(found))]}
    if name not in tables:
        raise Http404("There is no such table in this time.")
    return table_as_csv(tables[name])


urlpatterns: list[URLPattern] = [
    path("review/", look_back, name="review"),
    path("review/<slug:name>.csv", download, name="review_csv"),
]
