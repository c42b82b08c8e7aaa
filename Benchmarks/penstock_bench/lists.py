"""An archive of a list against that of the tree, which has the same files."""

import json
import os

from .bench import Bench, transfer_row
from .contest import contest
from .corpora import Corpus
from .table import Row, ratio


def lists(bench: Bench) -> list[Row]:
    corpus = bench.corpora["small"]
    for compression in ["store", "auto"]:
        _write_list(bench, corpus, f"{corpus.name}-{compression}", compression)
    path = f"{corpus.name}.zip"
    results = contest("lists", [
        bench.download("store, tree", f"auto/{path}?compression=store", corpus),
        bench.download("store", f"list/{corpus.name}-store.zip", corpus),
        bench.download("auto, tree", f"auto/{path}", corpus),
        bench.download("auto", f"list/{corpus.name}-auto.zip", corpus),
    ], bench.rounds)
    bench.notes += results.notes

    def row(name: str) -> Row:
        files = corpus.files / results.median(name, "seconds")
        figures = f"{files:,.0f} files/s: {ratio(results.ratio(name, f'{name}, tree'))} × the tree"
        return transfer_row(results, name, f"zip, `{name}`, list of {corpus.files:,} files of 4 KiB",
                            "–",
                            "≥ 0.91 × the tree", figures)

    return [row("store"), row("auto")]


def _write_list(bench: Bench, corpus: Corpus, name: str, compression: str) -> None:
    """As an application hands it over: JSON, with the names and sizes that it has in its database."""
    files = []
    for directory, names, contents in os.walk(bench.corpora.directory / corpus.name):
        names.sort()
        for file in sorted(contents):
            path = os.path.join(directory, file)
            relative = os.path.relpath(path, bench.corpora.directory)
            files.append({"name": relative, "path": relative, "size": os.path.getsize(path)})
    bench.servers.add_list(f"{name}.zip", json.dumps({"compression": compression, "files": files}))
