"""All doors: the landing page, accounts, the diary."""

from django.urls import include, path

from config.views import healthz, landing

urlpatterns = [
    path("", landing, name="landing"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("", include("diary.urls")),
]
handler500 = "config.views.mishap"
