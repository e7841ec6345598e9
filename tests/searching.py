"""How many examples a property is tried on: few in a run that judges a change, many for whoever looks for faults."""

from hypothesis import settings


def examples(few: int, many: int = 0) -> int:
    """So many examples, or with HYPOTHESIS_PROFILE=search as many as that profile says (`many` where they are slow)."""
    now = settings()
    return few if now.derandomize else many or max(few, now.max_examples)
