"""Archives that are not compressed: four large files, and many small ones."""

from .bench import Bench, peers_cell, transfer_row
from .client import fetch_bare
from .contest import Contender, contest
from .table import Row, rate, ratio

_PIPE = "`tar | cat`"
_WIRE = "nginx static"
_BARE = ", bare"


def large(bench: Bench) -> list[Row]:
    corpus, wire = bench.corpora["large"], bench.corpora["wire"]
    zips = [bench.peers.zipstream(corpus, "store"), bench.peers.copyparty(corpus, "zip"), bench.peers.zip(corpus, 0),
            bench.peers.bsdtar(corpus, "store")]
    tars = [bench.peers.copyparty(corpus, "tar")]
    paths = {"indexed": f"auto/{corpus.name}.zip?compression=store", "tar": f"auto/{corpus.name}.tar"}
    static = f"static/{wire.name}/file"
    results = contest("large", [
        bench.download("cold", paths["indexed"], corpus, prepare=bench.fresh_penstock),
        # The second request of the same responder.
        *(bench.download(name, path, corpus) for name, path in paths.items()),
        bench.download(_WIRE, static, wire),
        # curl takes longer to read than nginx to send, so its ratios flatter whoever is slower than nginx.
        bench.download("cold" + _BARE, paths["indexed"], corpus, client=fetch_bare, prepare=bench.fresh_penstock),
        *(bench.download(name + _BARE, path, corpus, client=fetch_bare) for name, path in paths.items()),
        bench.download(_WIRE + _BARE, static, wire, client=fetch_bare),
        bench.peers.tar(corpus), *zips, *tars,
    ], bench.rounds)
    bench.notes += results.notes
    size = f"4 × {corpus.bytes // corpus.files >> 20} MiB"

    def against_wire(name: str, client: str) -> str:
        own, wire_rate = (rate(results.median(contender + client, "rate")) for contender in (name, _WIRE))
        return f"{own}: {ratio(results.ratio(name + client, _WIRE + client))} × {_WIRE} ({wire_rate})"

    def row(name: str, work: str, peers: list[Contender], goal: str) -> Row:
        figures = f"{against_wire(name, '')}, {ratio(results.ratio(name, _PIPE))} × {_PIPE}"
        figures += f"; read by a bare socket {against_wire(name, _BARE)}"
        return transfer_row(results, name, work, peers_cell(results, _PIPE, peers), f"{goal} × {_WIRE}", figures)

    return [
        row("cold", f"zip, `store`, {size}, cold checksums", zips, "≥ 0.80"),
        row("indexed", f"zip, `store`, {size}, checksums indexed", zips, "≥ 0.95"),
        row("tar", f"tar, {size}", tars, "≥ 0.95"),
    ]


def small(bench: Bench) -> list[Row]:
    corpus = bench.corpora["small"]
    zips = [bench.peers.zipstream(corpus, "store"), bench.peers.copyparty(corpus, "zip"), bench.peers.zip(corpus, 0),
            bench.peers.bsdtar(corpus, "store")]
    tars = [bench.peers.copyparty(corpus, "tar")]
    results = contest("small", [
        bench.download("store", f"auto/{corpus.name}.zip?compression=store", corpus),
        bench.peers.tar(corpus),
        bench.download("auto", f"auto/{corpus.name}.zip", corpus),
        bench.download("tar", f"auto/{corpus.name}.tar", corpus),
        *zips, *tars,
    ], bench.rounds)
    bench.notes += results.notes

    def row(name: str, work: str, peers: list[Contender], goal: str) -> Row:
        files = corpus.files / results.median(name, "seconds")
        figures = f"{files:,.0f} files/s: {ratio(results.ratio(name, _PIPE))} × {_PIPE}"
        return transfer_row(results, name, f"{work}, {corpus.files:,} files of 4 KiB",
                            peers_cell(results, _PIPE, peers, corpus.files), goal, figures)

    goal = f"≥ 100,000 files/s, ≥ 1.2 × {_PIPE}"
    return [row("store", "zip, `store`", zips, goal), row("auto", "zip, `auto`", zips, goal),
            row("tar", "tar", tars, "–")]
