"""What the responder holds for slow clients of remote content, and what of that it holds for local content, too."""

from .bench import Bench
from .client import fetch
from .memory import crowd_row, slow_clients, slow_stream
from .remote_lists import Listed, list_local, list_remote
from .table import Row, kibibytes, progress

_SCHEMES = ["http", "https"]


def remote_crowd(bench: Bench) -> list[Row]:
    bench.start_origin()
    return [_slow_streams(bench), *(_crowd(bench, scheme) for scheme in _SCHEMES)]


def _slow_streams(bench: Bench) -> Row:
    local = _slow_stream(bench, list_local(bench, "large-local", "large"), list_local(bench, "tiny-local", "tiny"))
    beyond = []
    for scheme in _SCHEMES:
        size = _slow_stream(bench, _remote(bench, "large", scheme), _remote(bench, "tiny", scheme))
        beyond.append(f"{scheme} {kibibytes(size - local)}")
    return Row(f"memory, for each of {slow_clients(bench)} slow streams of remote objects, beyond local files", "–",
               "≤ 120 KiB", f"{', '.join(beyond)} KiB beyond {kibibytes(local)} KiB for local files")


def _slow_stream(bench: Bench, listed: Listed, tiny: Listed) -> float:
    progress(f"remote-crowd: {slow_clients(bench)} slow streams, {listed.corpus.name}")
    bench.fresh_penstock()
    # What all streams share is there before: what the first TLS connection loads, the certificates.
    fetch(bench.servers.url(tiny.path))
    return slow_stream(bench, listed.path)


def _crowd(bench: Bench, scheme: str) -> Row:
    return crowd_row(bench, f"zip `store` of remote objects over {scheme}", [_remote(bench, "large", scheme).path],
                     "≤ 400 MB")


def _remote(bench: Bench, corpus: str, scheme: str) -> Listed:
    return list_remote(bench, f"{corpus}-{scheme}", corpus, bench.origin.slow_url(scheme))
