"""The site, and the bare view beside it."""

from django.urls import path

from bench.bare import bare
from config.urls import urlpatterns as site

urlpatterns = [path("bare/", bare), *site]
