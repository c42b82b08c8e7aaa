"""How soon an answer comes: from a large plan, and beside running downloads."""

import math
import statistics
import subprocess
import time

from .bench import Bench
from .client import time_to_end, time_to_first_byte
from .contest import Contender, Sample, contest
from .processes import stop_group
from .table import Row, mebibytes, milliseconds, progress


def first_byte(bench: Bench) -> list[Row]:
    return [_first_byte(bench, "small", "≤ 40 ms"), _first_byte(bench, "million", "≤ 3 s, peak RSS ≤ 120 MB")]


def _first_byte(bench: Bench, name: str, goal: str) -> Row:
    corpus = bench.corpora[name]
    bench.fresh_penstock()

    def ours(counting: bool) -> Sample:
        bench.servers.reset_peak()
        seconds = time_to_first_byte(bench.servers.url(f"auto/{name}.zip?compression=store"))
        return Sample(seconds, 1, peak=bench.servers.usage().peak)

    def copyparty(counting: bool) -> Sample:
        return Sample(time_to_first_byte(bench.peers.copyparty_url(f"{name}/?zip")), 1)

    peers = [Contender("`tar | head -c 1`", lambda counting: Sample(_tar_first_byte(bench, name), 1)),
             Contender("copyparty `?zip`", copyparty)]
    results = contest(f"first byte of {name}", [Contender("penstock", ours, is_peer=False), *peers], bench.rounds)
    bench.notes += results.notes
    medians = {contender: milliseconds(results.median(contender, "seconds")) + " ms" if contender in results else "-"
               for contender in ["penstock", *(peer.name for peer in peers)]}
    return Row(f"first byte of a zip of {corpus.entries:,} entries",
               ", ".join(f"{peer.name} {medians[peer.name]}" for peer in peers), goal, medians["penstock"],
               medians["penstock"].removesuffix(" ms"), peak=mebibytes(results.median("penstock", "peak")))


def _tar_first_byte(bench: Bench, name: str) -> float:
    start = time.perf_counter()
    with subprocess.Popen(["tar", "-cf", "-", name], cwd=bench.corpora.directory, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, bufsize=0) as tar:
        tar.stdout.read(1)
        elapsed = time.perf_counter() - start
        tar.kill()
    return elapsed


def busy(bench: Bench) -> list[Row]:
    bench.fresh_penstock()
    paths = ["auto/large.tar", "auto/large.zip?compression=store", "auto/source.tar.gz", "default/source.tar.gz"]
    endless = 'while curl --silent --fail --output /dev/null "$1"; do :; done'
    downloads: list[subprocess.Popen] = []
    requests = 20 if bench.quick else 200
    progress(f"busy: {requests} small requests during {len(paths)} downloads")
    bench.servers.reset_peak()
    try:
        for path in paths:
            downloads.append(subprocess.Popen(["sh", "-c", endless, "sh", bench.servers.url(path)],
                                              stdin=subprocess.DEVNULL, start_new_session=True))
        time.sleep(2)
        ours, wire = small_requests(bench, requests)
        if any(download.poll() is not None for download in downloads):
            raise RuntimeError("a download ended early")
        peak = bench.servers.usage().peak
    finally:
        for download in downloads:
            stop_group(download)
    return [Row(f"a small zip during {len(paths)} downloads at full speed", f"nginx static: {_distribution(wire)}",
                "p99 ≤ 20 ms", _distribution(ours), peak=mebibytes(peak))]


def small_requests(bench: Bench, count: int) -> tuple[list[float], list[float]]:
    """Seconds for a zip of one file of 4 KiB, and for the same file from nginx alone, in turns."""
    ours, wire = [], []
    for _ in range(count):
        ours.append(time_to_end(bench.servers.url("auto/tiny.zip")))
        time.sleep(0.01)
        wire.append(time_to_end(bench.servers.url("static/tiny/file")))
        time.sleep(0.01)
    return ours, wire


def _distribution(seconds: list[float]) -> str:
    rank = math.ceil(0.99 * len(seconds)) - 1
    return (f"p99 {milliseconds(sorted(seconds)[rank])} ms, median {milliseconds(statistics.median(seconds))} ms")
