"""Letting somebody else read a summary."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
