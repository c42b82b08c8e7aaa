"""What every measure is given: corpora, servers, peers, and how often."""

from dataclasses import dataclass, field
from typing import Callable

from .client import Transfer, fetch
from .contest import Contender, Results, Sample
from .corpora import Corpora, Corpus
from .origin import Origin
from .peers import Peers
from .servers import Servers
from .table import Row, mebibytes, milliseconds, rate, ratio


@dataclass
class Bench:
    corpora: Corpora
    servers: Servers
    origin: Origin
    peers: Peers
    rounds: int
    quick: bool
    notes: list[str] = field(default_factory=list)

    def download(self, name: str, path: str, corpus: Corpus, client: Callable[[str], Transfer] = fetch,
                 prepare: Callable[[], None] | None = None) -> Contender:
        """An archive by penstock, or a file by nginx itself; what `prepare` does beforehand is not measured."""

        def run(counting: bool) -> Sample:
            if prepare:
                prepare()
            return self.measured_download(path, corpus.bytes, client)

        return Contender(name, run, is_peer=False)

    def measured_download(self, path: str, content: int, client: Callable[[str], Transfer] = fetch) -> Sample:
        self.servers.reset_peak()
        before = self.servers.usage()
        transfer = client(self.servers.url(path))
        after = self.servers.usage()
        return Sample(transfer.seconds, content, transfer.size, transfer.first_byte,
                      after.penstock_cpu - before.penstock_cpu, after.nginx_cpu - before.nginx_cpu, after.peak)

    def start_origin(self) -> None:
        """Starts the server of objects, unless it runs, and a penstock that trusts its certificate."""
        self.origin.start()
        self.servers.use_rules(self.origin.rules)
        self.servers.restart_penstock()

    def fresh_penstock(self) -> None:
        """Another process that knows no checksum; one small archive has brought it to life."""
        self.servers.restart_penstock()
        fetch(self.servers.url("auto/tiny.zip"))


def peers_cell(results: Results, base: str, peers: list[Contender], files: int | None = None) -> str:
    """The base with its bytes or, if they are given, files a second, and the ratio of each peer to it."""
    cells = [f"{base} -"]
    if base in results:
        seconds = results.median(base, "seconds")
        speed = f"{files / seconds:,.0f} files/s" if files else rate(results.median(base, "rate"))
        cells = [f"{base} 1 ({speed})"]
    names = [peer.name for peer in peers if peer.name != base]
    return ", ".join(cells + [f"{name} {ratio(results.ratio(name, base))}" for name in names])


def transfer_row(results: Results, name: str, work: str, peers: str, goal: str, figures: str) -> Row:
    """A row about one contender, with the columns that every transfer has."""
    penstock_cpu, nginx_cpu = results.cpu(name)
    return Row(work, peers, goal, figures, milliseconds(results.median(name, "first_byte")),
               f"{penstock_cpu:.2f} + {nginx_cpu:.2f}", mebibytes(results.median(name, "peak")))
