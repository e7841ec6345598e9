"""The long fuzz run, by hand: `python -m tests.importer.fuzz_readers SECONDS`. What it finds becomes a test."""

from __future__ import annotations

import hashlib
import itertools
import sys
import time
import traceback
import warnings
from pathlib import Path

from hypothesis.errors import NonInteractiveExampleWarning

from tests.importer.fuzzing import damage, damaged_part, outcome, sound_files

SLOW = 5.0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Damage every sound file in turn until the time is up; print each new kind of trace once."""
    warnings.simplefilter("ignore", NonInteractiveExampleWarning)
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    found: set[str] = set()
    until = time.monotonic() + seconds
    tried = 0
    strategies = [(name, damage(data)) for name, data in sound_files().items()]
    strategies += [
        (name, damaged_part(data))
        for name, data in sound_files().items()
        if name.endswith((".docx", ".xlsx"))
    ]
    for name, strategy in itertools.cycle(strategies):
        if time.monotonic() > until:
            break
        data = strategy.example()
        begun = time.monotonic()
        tried += 1
        try:
            outcome(name, data)
        except Exception:  # noqa: BLE001 - any other outcome is what is looked for
            trace = traceback.format_exc().splitlines()
            kind = "\n".join(trace[-5:])
            if kind not in found:
                found.add(kind)
                path = Path("/tmp") / f"fuzz-{hashlib.sha256(data).hexdigest()[:12]}-{name}"
                path.write_bytes(data)
                _say(f"{path}\n{kind}\n")
        if time.monotonic() - begun > SLOW:
            _say(f"slow: {name} took {time.monotonic() - begun:.1f} s")
    _say(f"{tried} files tried, {len(found)} kinds of trace")


if __name__ == "__main__":
    main()
