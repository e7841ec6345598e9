"""Whole processes: help beside a bare Python start; the main job on a 150-action month."""

import sys
import tempfile
from pathlib import Path

from bench.measure import as_process, line
from fingerpost.sample.documents import write_documents

SOURCES = ("exception-report-2026-02.txt", "tracker-2026-02.xlsx")


def run() -> None:
    """Print what help and the main job cost."""
    fingerpost = str(Path(sys.executable).parent / "fingerpost")
    bare = as_process([sys.executable, "-c", "pass"], times=15)
    line("a bare Python start", bare.seconds, None, "the floor")
    line(
        "fingerpost --help",
        as_process([fingerpost, "--help"], times=15).seconds,
        bare.seconds,
        "at most 12 ×",
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, data in write_documents().items():
            (Path(folder) / name).write_bytes(data)
        for name in SOURCES:
            cost = as_process([fingerpost, "report", f"{folder}/{name}", "--out", f"{folder}/out"], times=3)
            line(f"report {name}, all six formats", cost.seconds, bare.seconds, "under 2 s")
            line("  its memory", cost.megabytes, None, "under 300 MB", unit="MB")
