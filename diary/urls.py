"""Every page of the diary; each family of pages lists its own in `views/`."""

from diary.views import (
    about,
    back,
    calendar,
    consent,
    data,
    day,
    demo,
    elsewhere,
    foods,
    labs,
    life,
    meals,
    nutrient,
    own_foods,
    pain,
    profile,
    prompts,
    recipes,
    reminders,
    repeat,
    review,
    share,
    summary,
    sun,
    supplements,
    symptoms,
)

app_name = "diary"
urlpatterns = [
    pattern
    for family in (
        day,
        calendar,
        foods,
        meals,
        repeat,
        own_foods,
        recipes,
        supplements,
        sun,
        pain,
        back,
        symptoms,
        life,
        labs,
        reminders,
        review,
        nutrient,
        prompts,
        summary,
        share,
        data,
        elsewhere,
        consent,
        profile,
        about,
        demo,
    )
    for pattern in family.urlpatterns
]
