"""The addresses of this part, each with the page that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

app_name = "notices"
urlpatterns: list[URLPattern] = []
