"""The measures in the order of the table, each with the corpora it needs."""

from dataclasses import dataclass
from typing import Callable

from .bench import Bench
from .compressed import logs, media, source
from .latency import busy, first_byte
from .lists import lists
from .memory import crowd, memory
from .remote import remote_large, remote_small
from .remote_crowd import remote_crowd
from .resume import resume
from .stored import large, small
from .table import Row


@dataclass(frozen=True)
class Measure:
    name: str
    corpora: frozenset[str]
    rows: Callable[[Bench], list[Row]]


MEASURES = [
    Measure("large", frozenset({"large", "wire", "tiny"}), large),
    Measure("small", frozenset({"small"}), small),
    Measure("lists", frozenset({"small"}), lists),
    Measure("source", frozenset({"source"}), source),
    Measure("logs", frozenset({"logs"}), logs),
    Measure("media", frozenset({"media", "media-unnamed"}), media),
    Measure("first-byte", frozenset({"small", "million", "tiny"}), first_byte),
    Measure("resume", frozenset({"large", "logs", "tiny"}), resume),
    Measure("memory", frozenset({"large", "logs", "million", "tiny"}), memory),
    Measure("crowd", frozenset({"large", "logs", "tiny"}), crowd),
    Measure("busy", frozenset({"large", "source", "tiny"}), busy),
    Measure("remote-small", frozenset({"small", "objects"}), remote_small),
    Measure("remote-large", frozenset({"wire"}), remote_large),
    Measure("remote-crowd", frozenset({"large", "tiny"}), remote_crowd),
]
