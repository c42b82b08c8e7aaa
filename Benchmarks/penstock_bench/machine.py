"""The machine the figures belong to."""

import datetime
import os
import re
import subprocess
from pathlib import Path


def describe(penstock: Path, nginx: str) -> str:
    cores = len(os.sched_getaffinity(0))
    return "\n".join([
        f"- date: {datetime.datetime.now().astimezone():%Y-%m-%d %H:%M %z}",
        f"- processor: {_field('/proc/cpuinfo', 'model name') or os.uname().machine}, {cores} cores",
        f"- kernel: Linux {os.uname().release}",
        f"- memory: {memory() / 2**30:.1f} GiB",
        f"- penstock: {_version([str(penstock), '--version']).removeprefix('penstock ')}",
        f"- nginx: {_version([nginx, '-v']).rpartition('/')[2]}",
    ])


def memory(field: str = "MemTotal") -> int:
    """Bytes of a field of /proc/meminfo."""
    return int((_field("/proc/meminfo", field) or "0 kB").split()[0]) * 1024


def _field(path: str, name: str) -> str | None:
    found = re.search(rf"^{name}\s*:\s*(.*)$", Path(path).read_text(), re.MULTILINE)
    return found and found[1]


def _version(command: list[str]) -> str:
    # nginx tells its version on standard error.
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
    return answer.stdout.strip()
