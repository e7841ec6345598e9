"""The migrations lead to the tables that the models describe, so that tests may make their tables from the models."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS = {each.label for each in apps.get_app_configs() if each.name.startswith("fingerpost.")}


@pytest.fixture
def loader():
    """The migrations as they are on disk."""
    return MigrationLoader(None)


def test_every_change_of_a_model_has_its_migration(loader):
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert {app: made for app, made in found.changes(graph=loader.graph).items() if app in OURS} == {}


def test_each_app_has_one_last_migration(loader):
    last = [app for app, _ in loader.graph.leaf_nodes() if app in OURS]
    assert len(last) == len(set(last)) > 0
