"""`make bench`: every measure, in one run. Name parts to run only those: `python -m bench readers sizes`."""

import subprocess
import sys

from bench import browser, commands, readers, renderers, site, sizes, together
from bench.measure import Aims

PARTS = {
    "commands": commands,
    "readers": readers,
    "renderers": renderers,
    "sizes": sizes,
    "site": site,
    "browser": browser,
    "together": together,
}
WITH_DATABASE = {"site", "browser", "together"}
"""Each sets Django up on a database of its own, which a process can do once; each counts its own aims."""

if __name__ == "__main__":  # the processes that a measure starts import this module too
    aims = Aims()
    asked = sys.argv[1:] or list(PARTS)
    for name in asked:
        if name in WITH_DATABASE and len(asked) > 1:
            subprocess.run([sys.executable, "-m", "bench", name], check=True)
            continue
        print(f"\n{(PARTS[name].__doc__ or name).strip()}\n")
        PARTS[name].run(aims)
    aims.summary()
