"""What people type is shown as they typed it, and runs nowhere."""

from django.urls import reverse

MARKUP = "<img src=x onerror=alert(1)> & “quotes”"


def test_what_somebody_typed_is_shown_as_words_on_every_page_that_shows_it(world, client_of):
    action = world.action("3.1.1")
    action.title = MARKUP
    action.save()
    world.council.name = MARKUP
    world.council.save()
    slug = world.council.slug
    pages = [
        f"/{slug}/",
        reverse("monitoring:action", kwargs={"council": slug, "pk": action.pk}),
        reverse("plans:grid", kwargs={"council": slug, "pk": world.plan.pk}),
        reverse("issuing:month", kwargs={"council": slug, "pk": world.period.pk}),
    ]
    for each in pages:
        text = client_of(world.officer).get(each).text
        assert "<img src=x" not in text, each
        assert "&lt;img src=x" in text, each


def test_a_link_that_runs_something_is_no_evidence(world, client_of):
    address = reverse(
        "monitoring:update", kwargs={"council": world.council.slug, "pk": world.action("3.1.1").pk}
    )
    for link in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"):
        answer = client_of(world.lead).post(
            address, {"evidence-link": link, "then": "evidence", "version": "0", "comment": "Half done"}
        )
        assert "There is a problem" in answer.text, link
        assert "Half done" in answer.text
    assert not world.period.updates.filter(evidence_items__isnull=False).exists()
