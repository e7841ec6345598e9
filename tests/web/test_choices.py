"""What a form offers once it is made."""

import pytest
from django import forms

from fingerpost.govuk.choices import offer, offer_rows
from fingerpost.people.models import Service


class Form(forms.Form):
    kind = forms.ChoiceField()
    service = forms.ModelChoiceField(Service.objects.none())
    words = forms.CharField()


def test_what_is_offered_can_be_chosen_and_nothing_else():
    form = Form({"kind": "a", "words": "x"})
    offer(form, "kind", ((each, each.upper()) for each in "ab"))
    form.is_valid()
    assert form.cleaned_data["kind"] == "a"
    other = Form({"kind": "c"})
    offer(other, "kind", [("a", "A")])
    assert not other.is_valid()
    assert "kind" in other.errors


def test_the_rows_offered_can_be_chosen(world):
    form = Form({"service": world.service.pk})
    offer_rows(form, "service", Service.objects.filter(council=world.council))
    form.is_valid()
    assert form.cleaned_data["service"] == world.service


def test_a_field_of_words_offers_nothing():
    with pytest.raises(TypeError, match="words offers no choice"):
        offer(Form(), "words", [])
    with pytest.raises(TypeError, match="words does not choose among rows"):
        offer_rows(Form(), "words", Service.objects.none())
