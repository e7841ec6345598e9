"""The server that `bench.site` measures: as `fingerpost serve` starts it, with the floor beside the product's pages."""

import sys

from granian import Granian
from granian.constants import Interfaces

from fingerpost.cli.serve import THREADS

if __name__ == "__main__":
    Granian(
        "fingerpost.config.wsgi:application",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=int(sys.argv[2]),
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
    ).serve()
