"""The product's pages, and the floor that they are held against: a signed-in page that says hello."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path

from fingerpost.config.urls import *  # noqa: F403 — the product's own, with the bench's beside it
from fingerpost.config.urls import urlpatterns as product


@login_required
def hello(request):
    """Hello, to whoever is signed in: the same middleware, session and account, and nothing else."""
    return HttpResponse(f"<!doctype html><title>Hello</title><h1>Hello, {request.user.email}</h1>")


urlpatterns = [path("hello/", hello), *product]
