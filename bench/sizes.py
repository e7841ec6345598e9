"""Reading and checking a tracker of 150, 1,500 and 15,000 rows: time and memory grow with its size at most."""

import sys
import tempfile
from pathlib import Path

from bench.measure import Aims, Pair, as_process
from bench.sources import text_tracker, workbook

ROWS = (150, 1_500, 15_000)
KINDS = (
    ("Excel", "xlsx", workbook),
    ("Excel, conditional formats", "xlsx", lambda rows: workbook(rows, conditional=True)),
    ("CSV", "csv", text_tracker),
)


def run(aims: Aims) -> None:
    """Print time and memory of each size, and the ratio to the size before."""
    fingerpost = str(Path(sys.executable).parent / "fingerpost")
    with tempfile.TemporaryDirectory() as folder:
        for kind, ending, made in KINDS:
            before = None
            for rows in ROWS:
                path = Path(folder) / f"tracker-{rows}.{ending}"
                path.write_bytes(made(rows))
                cost = as_process([fingerpost, "check", "--json", str(path)], times=3)
                what = f"{kind}, {rows:,} rows"
                if before is None:
                    aims.note(what, cost.processor * 1000, "ms")
                    aims.note("  its memory", cost.megabytes, "MB")
                else:
                    aims.ratio(f"{what}, to the size before", Pair(cost.processor, before.processor), 10)
                    aims.memory(f"{what}, memory to the size before", cost.megabytes, before.megabytes, 10)
                before = cost
