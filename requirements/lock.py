"""Make the lock files anew: every dependency with its hashes, and no registry's host."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
COMMON = [
    "--generate-hashes", "--allow-unsafe", "--no-strip-extras", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--quiet",
]  # fmt: skip


def lock(out: str, *options: str) -> None:
    """Write one lock file from pyproject.toml."""
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        *COMMON,
        *options,
        "-o",
        str(HERE / out),
        "pyproject.toml",
    ]
    subprocess.run(command, check=True, cwd=HERE.parent)  # noqa: S603 — our own fixed command


lock("main.txt", "--build-deps-for=editable")
lock("dev.txt", "--extra=dev", f"--constraint={HERE / 'main.txt'}")
