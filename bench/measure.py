"""How a thing is measured: the median of several runs, in this process or as a process of its own."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEGABYTE = 1024


@dataclass(frozen=True)
class Process:
    """What a whole process cost: seconds by the clock, and the most memory it held, in MB."""

    seconds: float
    megabytes: float


def in_process(work: Callable[[], object], *, times: int = 5) -> float:
    """The median seconds of a call, after one that warms up."""
    work()
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def as_process(command: Sequence[str], *, times: int = 5) -> Process:
    """The medians of a command run as a process of its own; refuses a command that fails."""
    runs = [_once(command) for _ in range(times)]
    return Process(statistics.median(each.seconds for each in runs), max(each.megabytes for each in runs))


def _once(command: Sequence[str]) -> Process:
    with tempfile.TemporaryFile() as said:
        before = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - before
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode()}")
    return Process(seconds, usage.ru_maxrss / MEGABYTE)


def line(what: str, measured: float, floor: float | None, limit: str, unit: str = "s") -> None:
    """Print one line: what, the measure, its ratio to the floor, and what we ask of it."""
    ratio = f"{measured / floor:6.2f} ×" if floor else " " * 8
    print(f"  {what:<58} {measured:9.3f} {unit:<2} {ratio}   {limit}", flush=True)
