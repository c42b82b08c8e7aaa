"""Archives of objects that another server has: many small ones, and a large one."""

from dataclasses import dataclass

from .bench import Bench, peers_cell, transfer_row
from .contest import Contender, Results, contest
from .origin import echo_module
from .remote_lists import Listed, list_remote
from .table import Row, rate, ratio, spread

_PEER = "zipstream-ng + requests"
_CURL = "`curl | cat`"


@dataclass(frozen=True)
class _Objects:
    """Objects of `length` bytes behind a delay in milliseconds, and how many of them penstock and the peer fetch."""

    corpus: str
    size: str
    length: int
    delay: int | None
    count: int
    peer_count: int
    goal: str

    @property
    def name(self) -> str:
        return f"{self.corpus}-{self.delay or 0}-ms"

    def speed(self, bytes_per_second: float) -> str:
        """In the unit of the goal."""
        if self.goal.endswith("objects/s"):
            return f"{bytes_per_second / self.length:,.0f} objects/s"
        return rate(bytes_per_second)


# One after the other, as the peer fetches them, 10,000 objects would take two minutes at 10 ms.
_LOOPBACK = _Objects("small", "4 KiB", 4096, None, 10_000, 10_000, "≥ 15,000 objects/s")
_DELAYED = [_Objects("small", "4 KiB", 4096, 10, 10_000, 500, "≥ 1,400 objects/s"),
            _Objects("objects", "1 MiB", 1 << 20, 20, 100, 100, "≥ 250 MB/s")]


def remote_small(bench: Bench) -> list[Row]:
    kinds = [_LOOPBACK]
    if echo_module():
        kinds += _DELAYED
    else:
        bench.notes.append("remote-small: nothing with latency, since nginx has no echo module "
                           "(Debian: libnginx-mod-http-echo)")
    bench.start_origin()
    return [_small(bench, kind) for kind in kinds]


def _small(bench: Bench, kind: _Objects) -> Row:
    prefix = bench.origin.url("http", kind.delay)
    listed = list_remote(bench, kind.name, kind.corpus, prefix, kind.count)
    fewer = list_remote(bench, f"{kind.name}-peer", kind.corpus, prefix, kind.peer_count)
    peer = _peer(bench, fewer)
    results = contest(f"remote-small, {kind.name}", [bench.download("penstock", listed.path, listed.corpus), peer],
                      bench.rounds)
    bench.notes += results.notes
    speed = kind.speed(results.median("penstock", "rate")) + spread(results.extremes("penstock", "rate"), kind.speed)
    peer_speed = f"{_PEER} " + (f"1 ({kind.speed(results.median(_PEER, 'rate'))})" if _PEER in results else "-")
    latency = f", {kind.delay} ms to the first byte" if kind.delay else ""
    return transfer_row(results, "penstock",
                        f"zip, `store`, {listed.corpus.files:,} remote objects of {kind.size}{latency}",
                        peer_speed, kind.goal, f"{speed}: {_against(results, _PEER)}")


def remote_large(bench: Bench) -> list[Row]:
    bench.start_origin()
    return [_large(bench, scheme) for scheme in ("http", "https")]


def _large(bench: Bench, scheme: str) -> Row:
    prefix = bench.origin.url(scheme)
    listed = list_remote(bench, f"wire-{scheme}", "wire", prefix)
    curl = bench.peers.curl(f"{prefix}wire/file", bench.origin.authority, listed.corpus)
    peer = _peer(bench, listed)
    results = contest(f"remote-large, {scheme}", [
        bench.download("penstock", listed.path, listed.corpus), curl, peer,
    ], bench.rounds)
    bench.notes += results.notes
    return transfer_row(results, "penstock",
                        f"zip, `store`, one remote object of {listed.corpus.bytes >> 20:,} MiB over {scheme}",
                        peers_cell(results, _CURL, [peer]), f"≥ 0.7 × {_CURL}",
                        f"{rate(results.median('penstock', 'rate'))}: {_against(results, _CURL)}, "
                        f"{_against(results, _PEER)}")


def _peer(bench: Bench, listed: Listed) -> Contender:
    return bench.peers.requests(_PEER, listed.file, bench.origin.authority, listed.corpus)


def _against(results: Results, base: str) -> str:
    """With the spread, since two servers and two clients share the processors."""
    return f"{ratio(results.ratio('penstock', base))}{spread(results.ratio_extremes('penstock', base))} × {base}"
