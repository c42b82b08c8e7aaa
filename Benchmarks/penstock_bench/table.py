"""The report: progress on standard error, one table in Markdown on standard output."""

import sys
from dataclasses import astuple, dataclass
from typing import Callable

_HEADINGS = ["work", "peers", "goal", "penstock through nginx", "first byte ms", "CPU s/GB, penstock + nginx",
             "peak RSS MiB"]


@dataclass(frozen=True)
class Row:
    work: str
    peers: str
    goal: str
    penstock: str
    first_byte: str = "–"
    cpu: str = "–"
    peak: str = "–"

    def __str__(self) -> str:
        return _line(list(astuple(self)))


def markdown(rows: list[Row]) -> str:
    return "\n".join([_line(_HEADINGS), _line(["---"] * len(_HEADINGS)), *map(str, rows)])


def progress(text: str) -> None:
    print(f"run: {text}", file=sys.stderr, flush=True)


def ratio(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(least_and_most: tuple[float, float] | None, text: Callable[[float], str] = ratio) -> str:
    """The least and the greatest of the rounds, to stand behind their median."""
    return "" if least_and_most is None else " ({} to {})".format(*map(text, least_and_most))


def rate(bytes_per_second: float) -> str:
    if bytes_per_second >= 1e9:
        return f"{bytes_per_second / 1e9:.2f} GB/s"
    return f"{bytes_per_second / 1e6:.0f} MB/s"


def percent(value: float) -> str:
    return f"{value * 100:+.2f} %"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def mebibytes(length: float) -> str:
    return f"{length / 2**20:.1f}"


def kibibytes(length: float) -> str:
    return f"{length / 2**10:.0f}"


def _line(cells: list[str]) -> str:
    # A vertical bar ends a cell even within code.
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
