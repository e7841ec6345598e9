"""The product's pages, and the floors that they are held against: pages that say hello, signed in and not."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path

from fingerpost.config.urls import *  # noqa: F403 — the product's own, with the bench's beside it
from fingerpost.config.urls import urlpatterns as product


@login_required
def hello(request):
    """Hello, to whoever is signed in: the same middleware, session and account, and nothing else."""
    return HttpResponse(f"<!doctype html><title>Hello</title><h1>Hello, {request.user.email}</h1>")


def hello_everybody(_request):
    """Hello, to whoever asks: the same middleware, and nothing else."""
    return HttpResponse("<!doctype html><title>Hello</title><h1>Hello</h1>")


urlpatterns = [path("hello/", hello), path("hello-everybody/", hello_everybody), *product]
