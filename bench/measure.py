"""How a thing is measured: processor time, least of several runs, ours and the floor in turn.

Processor time and the least of several runs, because whatever else the machine does only adds. Ours and the
floor take turns, so that a slow minute falls on both.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing")
MEGABYTE = 1024


@dataclass(frozen=True)
class Process:
    """What a whole process cost: seconds by the clock and of the processor, and the most memory held, in MB."""

    clock: float
    processor: float
    megabytes: float


class Pair(NamedTuple):
    """Processor seconds of ours and of its floor."""

    ours: float
    floor: float


def in_turn(
    ours: Callable[[Thing], object], floor: Callable[[Thing], object], thing: Thing, *, times: int = 9
) -> Pair:
    """Ours and the floor in this process, after one call each that warms up."""
    ours(thing)
    floor(thing)
    taken = [(_processor(ours, thing), _processor(floor, thing)) for _ in range(times)]
    return Pair(min(each for each, _ in taken), min(each for _, each in taken))


def afresh_in_turn(
    ours: Callable[[Thing], object], floor: Callable[[Thing], object], thing: Thing, *, times: int = 5
) -> Pair:
    """As `in_turn`, each call the first of a process of its own: for typst, which remembers what it has set."""
    spawning = multiprocessing.get_context("spawn")
    with spawning.Pool(1, maxtasksperchild=1) as pool:
        taken = [
            (pool.apply(_processor, (ours, thing)), pool.apply(_processor, (floor, thing)))
            for _ in range(times)
        ]
    return Pair(min(each for each, _ in taken), min(each for _, each in taken))


def _processor(work: Callable[..., object], *given: object) -> float:
    before = time.process_time()
    work(*given)
    return time.process_time() - before


def as_process(command: Sequence[str], *, times: int = 5) -> Process:
    """A command run as a process of its own; refuses a command that fails. Its bytecode is already written."""
    _once(command)
    runs = [_once(command) for _ in range(times)]
    return Process(
        min(each.clock for each in runs),
        min(each.processor for each in runs),
        max(each.megabytes for each in runs),
    )


# A process is charged with the memory of the one that starts it, so a small one stands between.
_BETWEEN = """
import json, resource, subprocess, sys, time
before = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
clock = time.perf_counter() - before
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, clock, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def _once(command: Sequence[str]) -> Process:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    between = [sys.executable, "-S", "-c", _BETWEEN, *command]
    said = subprocess.run(between, capture_output=True, env=environment, check=True)
    code, clock, processor, kilobytes = json.loads(said.stdout)
    if code:
        sys.exit(f"{' '.join(command)} failed:\n{said.stderr.decode()}")
    return Process(clock, processor, kilobytes / MEGABYTE)


class Aims:
    """Prints each measure beside its aim and remembers those that were missed."""

    def __init__(self) -> None:
        self.met = 0
        self.missed: list[str] = []

    def ratio(self, what: str, pair: Pair, at_most: float) -> None:
        """A line for a ratio to a floor."""
        found = pair.ours / pair.floor
        self._line(
            what, f"{pair.ours * 1000:9.1f} ms {found:7.2f} ×", f"at most {at_most:g} ×", met=found <= at_most
        )

    def memory(self, what: str, measured: float, before: float, at_most: float) -> None:
        """A line for memory beside that of another run, in MB."""
        found = measured / before
        self._line(what, f"{measured:9.1f} MB {found:7.2f} ×", f"at most {at_most:g} ×", met=found <= at_most)

    def limit(self, what: str, measured: float, unit: str, below: float) -> None:
        """A line for a measure with a limit of its own."""
        self._line(what, f"{measured:9.2f} {unit:<11}", f"under {below:g} {unit}", met=measured < below)

    def note(self, what: str, measured: float, unit: str) -> None:
        """A line without an aim: what others are held against, or explains them."""
        print(f"  {what:<58} {measured:9.2f} {unit}", flush=True)

    def _line(self, what: str, measured: str, aim: str, *, met: bool) -> None:
        print(f"  {what:<58} {measured}   {aim:<14} {'met' if met else 'NOT MET'}", flush=True)
        if met:
            self.met += 1
        else:
            self.missed.append(what.strip())

    def summary(self) -> None:
        """How many aims were met, and which were not."""
        print(f"\n{self.met} of {self.met + len(self.missed)} aims met.")
        for each in self.missed:
            print(f"  Not met: {each}")
