"""Processes of our own: started in a group each, measured through /proc, and stopped."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable

_TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A process in a group of its own, so that Ctrl-C reaches the benchmark alone and workers are found."""

    def __init__(self, name: str, command: list[str], log: Path, environment: dict[str, str]):
        self.name = name
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                             env=environment, start_new_session=True)
        self.pid = self._process.pid

    def await_readiness(self, is_ready: Callable[[], bool], timeout: float = 20) -> None:
        deadline = time.monotonic() + timeout
        while not is_ready():
            if _has_ended(self._process) or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self.tail()}")
            time.sleep(0.02)

    def tail(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-10:])

    def stop(self) -> None:
        """SIGTERM, the second one that makes penstock stop without draining, SIGKILL."""
        stop_group(self._process)


def stop_group(process: subprocess.Popen) -> None:
    """Ends a process that was started in a session of its own, and what it left in its group."""
    if process.returncode is not None:
        return
    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + 3
        _signal_group(process, number)
        while not _has_ended(process) and time.monotonic() < deadline:
            time.sleep(0.01)
    process.wait()


def _has_ended(process: subprocess.Popen) -> bool:
    # Without reaping it: as long as it is not, its number belongs to no other process or group.
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _signal_group(process: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def cpu_seconds(pid: int) -> float:
    """Time in user and kernel mode of all threads, ended ones too; counted in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pid: int) -> int:
    return _status(pid, "VmRSS")


def peak_resident(pid: int) -> int:
    """The most that was resident since the start or `reset_peak`, in bytes."""
    return _status(pid, "VmHWM")


def reset_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _status(pid: int, field: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(f"process {pid} has no {field}")
