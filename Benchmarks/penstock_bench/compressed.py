"""Archives that are compressed: what gets smaller, and what does not."""

from .bench import Bench, peers_cell, transfer_row
from .contest import Contender, Results, contest
from .corpora import Corpus
from .table import Row, percent, rate, ratio

_GZIP = "`tar | gzip -6`"
_PIGZ = "`tar | pigz -6`"


def source(bench: Bench) -> list[Row]:
    corpus = bench.corpora["source"]
    others = [bench.peers.zipstream(corpus, "deflate"), bench.peers.copyparty(corpus, "tar=gz:6"),
              bench.peers.zip(corpus, 6), bench.peers.bsdtar(corpus, "deflate")]
    goals = (f"≥ 12 × {_GZIP} at ≤ +21 %", f"≥ 1.0 × {_PIGZ} at ≤ +0.5 %")
    return _text(bench, corpus, others, f"{corpus.files:,} files of source text", goals)


def logs(bench: Bench) -> list[Row]:
    return _text(bench, bench.corpora["logs"], [], "access logs", ("–", "–"))


def _text(bench: Bench, corpus: Corpus, others: list[Contender], work: str, goals: tuple[str, str]) -> list[Row]:
    peers = [*_compressors(bench, corpus), *others]
    results = contest(corpus.name, [
        bench.download("auto", f"auto/{corpus.name}.tar.gz", corpus),
        bench.download("default", f"default/{corpus.name}.tar.gz", corpus),
        *peers,
    ], bench.rounds)
    bench.notes += results.notes
    cell = peers_cell(results, _GZIP, peers)

    def row(name: str, goal: str) -> Row:
        speed = rate(results.median(name, "rate"))
        figures = ", ".join(f"{ratio(results.ratio(name, base))} × {base} at {_growth(results, name, base)}"
                            for base in (_GZIP, _PIGZ))
        return transfer_row(results, name, f"tar.gz, `{name}`, {work} ({corpus.bytes // 10**6} MB)", cell, goal,
                            f"{speed}: {figures}")

    return [row("auto", goals[0]), row("default", goals[1])]


def media(bench: Bench) -> list[Row]:
    named, unnamed = bench.corpora["media"], bench.corpora["media-unnamed"]
    contenders = _compressors(bench, named)
    for corpus in (named, unnamed):
        contenders += [bench.download(f"{corpus.name}.tar", f"auto/{corpus.name}.tar", corpus),
                       bench.download(f"{corpus.name}.tar.gz", f"auto/{corpus.name}.tar.gz", corpus)]
    results = contest("media", contenders, bench.rounds)
    bench.notes += results.notes

    def row(corpus: Corpus, work: str) -> Row:
        plain, packed = f"{corpus.name}.tar", f"{corpus.name}.tar.gz"
        peers = f"the plain tar 1 ({rate(results.median(plain, 'rate'))})"
        if corpus is named:
            peers += "".join(f", {name} {ratio(results.ratio(name, plain))}" for name in (_GZIP, _PIGZ))
        figures = (f"{rate(results.median(packed, 'rate'))}: {ratio(results.ratio(packed, plain))} × the plain tar "
                   f"at {_growth(results, packed, plain)}")
        return transfer_row(results, packed, f"tar.gz, `auto`, {work} ({corpus.bytes // 10**6} MB)", peers,
                            "≥ 0.7 × the plain tar at ≤ +0.5 %", figures)

    return [row(named, "media: jpg, mp4, zip"), row(unnamed, "the same as `.bin`")]


def _compressors(bench: Bench, corpus: Corpus) -> list[Contender]:
    return [bench.peers.tar(corpus, "gzip -6"), bench.peers.tar(corpus, "pigz -6")]


def _growth(results: Results, name: str, base: str) -> str:
    growth = results.growth(name, base)
    return "-" if growth is None else percent(growth)
