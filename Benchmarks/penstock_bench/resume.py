"""How soon a download goes on that was broken off at nine tenths."""

import statistics

from .bench import Bench
from .client import fetch, time_to_first_byte
from .table import Row, mebibytes, milliseconds, progress


def resume(bench: Bench) -> list[Row]:
    archives = [("large", "tar", "auto/large.tar"), ("large", "zip, `store`", "auto/large.zip?compression=store"),
                ("large", "zip, `auto`", "auto/large.zip"), ("logs", "tar.gz, `default`", "default/logs.tar.gz")]
    return [_resume(bench, *archive) for archive in archives]


def _resume(bench: Bench, corpus: str, kind: str, path: str) -> Row:
    progress(f"resume: {path}")
    url = bench.servers.url(path)
    bench.fresh_penstock()
    start = fetch(url).size * 9 // 10
    # One that knows nothing of the download.
    bench.fresh_penstock()
    bench.servers.reset_peak()
    cold = time_to_first_byte(url, start)
    known = statistics.median(time_to_first_byte(url, start) for _ in range(bench.rounds))
    peak = bench.servers.usage().peak
    size = f"{bench.corpora[corpus].bytes / 1e6:,.0f} MB"
    return Row(f"resume at 90 %: {kind} ({size})", "–", "first byte ≤ 50 ms with the index",
               f"{milliseconds(known)} ms; by a process that never sent it {milliseconds(cold)} ms",
               milliseconds(known), peak=mebibytes(peak))
