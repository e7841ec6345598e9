"""Who may do what."""

import pytest

from fingerpost.rules.roles import MAY, Act, Reach, Role, may, reach_of


def test_every_role_is_in_the_table_and_every_act_is_someones():
    assert set(MAY) == set(Role)
    assert {act for acts in MAY.values() for act in acts} == set(Act)


@pytest.mark.parametrize("role", Role)
def test_everyone_may_read_what_is_published_and_verify_it(role):
    assert may([role], Act.READ_PUBLISHED)
    assert may([role], Act.VERIFY)


def test_a_lead_updates_their_own_actions_only():
    assert may([Role.LEAD], Act.SEND_UPDATE, own=True)
    assert not may([Role.LEAD], Act.SEND_UPDATE)
    assert not may([Role.LEAD], Act.SEND_UPDATE, own_service=True)


def test_a_head_of_service_updates_the_actions_of_the_service():
    assert may([Role.HEAD_OF_SERVICE], Act.SEND_UPDATE, own_service=True)
    assert may([Role.HEAD_OF_SERVICE], Act.SEND_UPDATE, own=True)
    assert not may([Role.HEAD_OF_SERVICE], Act.SEND_UPDATE)


def test_the_performance_team_agrees_to_a_better_status_and_never_declares_one():
    assert may([Role.PERFORMANCE_OFFICER], Act.AGREE_BETTER_STATUS)
    assert not may([Role.PERFORMANCE_OFFICER], Act.DECLARE_STATUS, own=True, own_service=True)
    for role in (Role.LEAD, Role.HEAD_OF_SERVICE):
        assert not may([role], Act.AGREE_BETTER_STATUS, own=True, own_service=True)


def test_only_the_performance_officer_closes_and_corrects():
    for act in (Act.OPEN_PERIOD, Act.CLOSE_PERIOD, Act.CORRECT_PERIOD, Act.PUBLISH, Act.IMPORT):
        assert [role for role in Role if may([role], act)] == [Role.PERFORMANCE_OFFICER]


def test_members_ask_and_officers_answer():
    assert [role for role in Role if may([role], Act.ASK)] == [Role.PORTFOLIO_HOLDER, Role.MEMBER]
    assert reach_of([Role.MEMBER], Act.ANSWER) is None


def test_someone_with_two_roles_may_what_the_wider_allows():
    assert reach_of([Role.LEAD, Role.HEAD_OF_SERVICE], Act.SEND_UPDATE) is Reach.SERVICE
    assert reach_of([Role.HEAD_OF_SERVICE, Role.LEAD], Act.SEND_UPDATE) is Reach.SERVICE
    assert reach_of([], Act.SEND_UPDATE) is None
    assert not may([], Act.READ_PUBLISHED)
