"""Whether a file is StratML, told from how it begins."""

from __future__ import annotations

import re

from fingerpost.rules.stratml.model import MODELS

_ROOT = re.compile(rf"<(?:[\w.-]+:)?({'|'.join(each.root for each in MODELS)})[\s>/]", re.IGNORECASE)


def is_stratml(start: str) -> bool:
    """Whether a text begins as a StratML file does, whatever stands before its outermost element."""
    return start.startswith("<") and _ROOT.search(start) is not None
