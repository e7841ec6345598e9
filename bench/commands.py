"""Whole processes: help beside a bare Python start; the main job on a 150-action month."""

import sys
import tempfile
from pathlib import Path

from bench.measure import Aims, Pair, as_process
from bench.sources import REPORT, TEXT_TRACKER, WORKBOOK, documents
from fingerpost.importer.read import read


def run(aims: Aims) -> None:
    """Print what help and the main job cost."""
    fingerpost = str(Path(sys.executable).parent / "fingerpost")
    bare = as_process([sys.executable, "-c", "pass"], times=15)
    shown = as_process([fingerpost, "--help"], times=15)
    aims.note("a bare Python start", bare.processor * 1000, "ms")
    aims.ratio("fingerpost --help, to a bare start", Pair(shown.processor, bare.processor), 12)
    made = documents()
    with tempfile.TemporaryDirectory() as folder:
        for name in (TEXT_TRACKER, WORKBOOK, REPORT):
            path = Path(folder) / name
            path.write_bytes(made[name])
            draft = read(name, made[name])
            held = f"{len(draft.actions)} actions" if draft.actions else f"{len(draft.exceptions)} exceptions"
            cost = as_process([fingerpost, "report", str(path), "--out", f"{folder}/out"])
            aims.limit(f"report {name} ({held}), by the clock", cost.clock, "s", 2)
            aims.note("  its processor time", cost.processor, "s")
            aims.limit("  its memory", cost.megabytes, "MB", 300)
