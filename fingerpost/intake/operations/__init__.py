"""The only code that writes uploads and what comes of them."""

from fingerpost.intake.operations.accepting import (
    MonthNotAccepted,
    NotAcceptable,
    NothingToAccept,
    Taken,
    accept_month,
    accept_plan,
)
from fingerpost.intake.operations.uploads import (
    NothingRead,
    SettledAlready,
    choose,
    correct_draft,
    discard,
    keep_upload,
    store_reading,
)

__all__ = [
    "MonthNotAccepted",
    "NotAcceptable",
    "NothingRead",
    "NothingToAccept",
    "SettledAlready",
    "Taken",
    "accept_month",
    "accept_plan",
    "choose",
    "correct_draft",
    "discard",
    "keep_upload",
    "store_reading",
]
