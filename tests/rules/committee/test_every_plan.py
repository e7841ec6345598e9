"""On any plan: the standard words are filled, differ from nothing, and come back from their JSON."""

from hypothesis import HealthCheck, given, settings

from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.fields import field_problems, fill_report
from fingerpost.rules.committee.free_text import check_report, check_text
from fingerpost.rules.committee.recommendations import draft_resolutions, recommendations
from fingerpost.rules.committee.report import Purpose, ReportMeeting, report_from_json, to_canonical_json
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.movement import movement
from tests.rules.committee.reports import report
from tests.rules.random_plans import plans


@given(plans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_standard_words_hold_on_every_plan(months):
    _, previous, current = months
    asked = recommendations(ReportKind.EXCEPTION, tuple(Purpose), current)
    of = Sources(report(meetings=(ReportMeeting("Cabinet", None, asked),)), current, previous)
    figures = current.figures.whole
    lacking = {
        each.field
        for part in of.report.parts
        for text in part.paragraphs
        for each in field_problems(text, of)
    }
    assert all("share" in each for each in lacking)
    assert bool(lacking) == (figures.n == 0 or figures.n_not_reprogrammed == 0)
    assert check_report(of) == ()
    assert report_from_json(to_canonical_json(of.report)) == of.report
    if not lacking:
        filled = fill_report(of)
        # What was a field is typed now, and the record still has nothing against it.
        for part in filled.parts:
            for text in part.paragraphs:
                assert check_text(text, of) == ()
        for each in draft_resolutions(filled.meetings[0]):
            assert check_text(each, of) == ()


@given(plans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_movement_says_is_never_held_against_the_record(months):
    _, previous, current = months
    of = Sources(report(), current, previous)
    found = movement(previous, current)
    assert check_text(found.figures_only or found.sentence(), of) == ()
