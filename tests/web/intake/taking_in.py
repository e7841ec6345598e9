"""Files as tests take them in: kept and read by the real operations, the reading within the test's own process."""

from fingerpost.importer.apart import read_here
from fingerpost.intake.operations import keep_upload, store_reading
from tests import build


def taken_in(world, name, content, mapping=None):
    kept = keep_upload(council=world.council, name=name, content=content, by=world.officer, at=build.NOW)
    return store_reading(
        upload=kept,
        read=read_here(name, content, mapping or {}),
        mapping=mapping,
        version=kept.version,
        by=world.officer,
        at=build.NOW,
    )
