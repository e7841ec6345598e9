"""The addresses of the pages of insight, each with the page that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "insight"
urlpatterns: list[URLPattern] = []
