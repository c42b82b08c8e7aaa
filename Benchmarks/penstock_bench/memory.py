"""What the responder holds: idle, for a stream, for an entry, and with a crowd of slow clients."""

import statistics
import time

from .bench import Bench
from .client import fetch
from .crowd import Crowd
from .latency import small_requests
from .processes import cpu_seconds, resident
from .table import Row, kibibytes, mebibytes, milliseconds, progress

# Corpora of few files: what counts here is the stream, not the plan.
_PATHS = {
    "tar": "auto/large.tar",
    "zip `store`": "auto/large.zip?compression=store",
    "zip `auto`": "auto/logs.zip",
    "tar.gz `auto`": "auto/logs.tar.gz",
    "tar.gz `default`": "default/logs.tar.gz",
}


def memory(bench: Bench) -> list[Row]:
    return [_idle(bench), _one_stream(bench), _slow_streams(bench), _entries(bench)]


def _idle(bench: Bench) -> Row:
    progress("memory: idle")
    bench.servers.restart_penstock()
    time.sleep(1)
    idle = _resident(bench)
    bench.servers.reset_peak()
    for path in _PATHS.values():
        fetch(bench.servers.url(path))
    time.sleep(1)
    return Row("memory, idle", "–", "≤ 16 MB",
               f"{mebibytes(idle)} MiB; after one request of each kind {mebibytes(_resident(bench))} MiB",
               peak=mebibytes(bench.servers.usage().peak))


def _one_stream(bench: Bench) -> Row:
    figures = []
    for kind, path in _PATHS.items():
        progress(f"memory: one stream, {kind}")
        bench.fresh_penstock()
        idle = _resident(bench)
        bench.servers.reset_peak()
        fetch(bench.servers.url(path))
        figures.append(f"{kind} {kibibytes(bench.servers.usage().peak - idle)}")
    return Row("memory, peak of one stream at full speed beyond idle", "–", "–", ", ".join(figures) + " KiB")


def _slow_streams(bench: Bench) -> Row:
    clients, figures = slow_clients(bench), []
    for kind in ("zip `store`", "tar.gz `auto`"):
        progress(f"memory: {clients} slow streams, {kind}")
        bench.fresh_penstock()
        figures.append(f"{kind} {kibibytes(slow_stream(bench, _PATHS[kind]))}")
    return Row(f"memory, for each of {clients} slow streams", "–", "≤ 320 KiB", ", ".join(figures) + " KiB")


def slow_clients(bench: Bench) -> int:
    return 20 if bench.quick else 200


def slow_stream(bench: Bench, path: str) -> float:
    """Bytes that each of some slow downloads adds to what penstock holds now."""
    clients, before = slow_clients(bench), _resident(bench)
    with Crowd(bench.servers.slow_port, [bench.servers.url(path)], clients) as crowd:
        crowd.await_running(clients)
        time.sleep(5)
        running = crowd.running
        size = (_resident(bench) - before) / max(1, running)
    _note_missing(bench, running, clients)
    return size


def _entries(bench: Bench) -> Row:
    corpus = bench.corpora["million"]
    progress(f"memory: a zip of {corpus.entries:,} entries")
    bench.fresh_penstock()
    idle = _resident(bench)
    sample = bench.measured_download(f"auto/{corpus.name}.zip?compression=store", corpus.entries)
    each = (sample.peak - idle - corpus.name_bytes) / corpus.entries
    return Row(f"memory, a whole zip of {corpus.entries:,} entries", "–", "≤ 120 bytes an entry beyond its name",
               f"{each:.0f} bytes an entry beyond its name ({corpus.name_bytes / corpus.entries:.1f} bytes)",
               milliseconds(sample.first_byte), peak=mebibytes(sample.peak))


def crowd(bench: Bench) -> list[Row]:
    return [crowd_row(bench, "half tar, half zip `store`", [_PATHS["tar"], _PATHS["zip `store`"]], "≤ 256 MB"),
            crowd_row(bench, "tar.gz `auto`", [_PATHS["tar.gz `auto`"]], "≤ 256 MB")]


def crowd_row(bench: Bench, kind: str, paths: list[str], goal: str) -> Row:
    """A row about many clients that read slowly; `goal` is what may be resident."""
    clients, settle, window = (50, 3, 3) if bench.quick else (2000, 15, 10)
    progress(f"crowd: {clients} slow clients, {kind}")
    bench.fresh_penstock()
    bench.servers.reset_peak()
    with Crowd(bench.servers.slow_port, [bench.servers.url(path) for path in paths], clients) as slow:
        slow.await_running(clients)
        time.sleep(settle)
        size, before = _resident(bench), cpu_seconds(bench.servers.penstock.pid)
        time.sleep(window)
        load = (cpu_seconds(bench.servers.penstock.pid) - before) / window
        ours, wire = small_requests(bench, 20)
        running, peak = slow.running, bench.servers.usage().peak
    _note_missing(bench, running, clients)
    return Row(f"{running:,} clients at 10 kB/s, {kind}", f"a new small request, nginx static: {_range(wire)}",
               f"RSS {goal}, CPU ~ 0, a new small request < 20 ms",
               f"RSS {mebibytes(size)} MiB, CPU {load * 100:.1f} % of a core, a new small request: {_range(ours)}",
               peak=mebibytes(peak))


def _range(seconds: list[float]) -> str:
    return f"median {milliseconds(statistics.median(seconds))} ms, max {milliseconds(max(seconds))} ms"


def _resident(bench: Bench) -> int:
    return resident(bench.servers.penstock.pid)


def _note_missing(bench: Bench, running: int, clients: int) -> None:
    if running < clients:
        bench.notes.append(f"only {running} of {clients} slow clients had a running download")
        progress(bench.notes[-1])
