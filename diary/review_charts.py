"""All charts of a look back, one below the other on the same days."""

from collections.abc import Collection

from diary.charts import Chart, eaten_days, nutrient_chart, pain_chart, sun_chart
from diary.lab_charts import lab_chart
from diary.life_charts import life_charts
from diary.reports.review import Review


def review_charts(review: Review, without: Collection[str] = ()) -> list[Chart]:
    """Pain first, for it is why people look; then how life was, the sun, the food, the blood. None is empty."""
    span = review.span
    days = eaten_days(review.intake, span)
    eaten = [nutrient_chart(fact, span, days=days) for key, fact in review.facts.items() if key not in without]
    scores = {peg.day: peg.score for peg in review.pegs}
    charts = [
        pain_chart(review.pain, scores, span, review.peg_began.score if review.peg_began else None),
        *life_charts(review.life, span),
        sun_chart(review.sun, span),
        *eaten,
        *(lab_chart(course, span) for course in review.labs),
    ]
    return [chart for chart in charts if not chart.is_empty]
