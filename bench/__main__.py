"""`make bench`: every measure, in one run. Name parts to run only those: `python -m bench readers sizes`."""

import sys

from bench import commands, readers, renderers, site, sizes
from bench.measure import Aims

PARTS = {"commands": commands, "readers": readers, "renderers": renderers, "sizes": sizes, "site": site}

if __name__ == "__main__":  # the processes that a measure starts import this module too
    aims = Aims()
    for name in sys.argv[1:] or PARTS:
        print(f"\n{(PARTS[name].__doc__ or name).strip()}\n")
        PARTS[name].run(aims)
    aims.summary()
