"""`make bench`: every measure, in one run."""

import sys

from bench import commands, readers, renderers, sizes

PARTS = {"commands": commands, "readers": readers, "renderers": renderers, "sizes": sizes}

for name in sys.argv[1:] or PARTS:
    print(f"\n{(PARTS[name].__doc__ or name).strip()}\n")
    PARTS[name].run()
