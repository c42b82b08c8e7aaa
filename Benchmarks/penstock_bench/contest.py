"""Contenders that take turns, so that a change of the machine's speed meets all of them."""

import statistics
from dataclasses import dataclass, replace
from typing import Callable

from .table import progress

# A contender that took longer in the warm-up round is not asked again.
_PATIENCE = 25


@dataclass(frozen=True)
class Sample:
    """`content` is the length of what was archived, `size` of the archive; CPU in seconds, peak in bytes."""

    seconds: float
    content: int
    size: int | None = None
    first_byte: float | None = None
    penstock_cpu: float = 0
    nginx_cpu: float = 0
    peak: int = 0

    @property
    def rate(self) -> float:
        return self.content / self.seconds


@dataclass(frozen=True)
class Contender:
    """`run` is told whether the size is wanted, which costs some contenders time. A peer may fail."""

    name: str
    run: Callable[[bool], Sample]
    is_peer: bool = True


class Results:
    """Medians over the rounds. What compares two contenders is the median of the rounds' ratios."""

    def __init__(self) -> None:
        self._samples: dict[str, list[Sample]] = {}
        self._warm: dict[str, Sample] = {}
        self.notes: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name in self._samples

    def median(self, name: str, field: str) -> float:
        return statistics.median(getattr(sample, field) for sample in self._samples[name])

    def extremes(self, name: str, field: str) -> tuple[float, float]:
        """The least and the greatest of the rounds."""
        values = [getattr(sample, field) for sample in self._samples[name]]
        return min(values), max(values)

    def ratio(self, name: str, base: str) -> float | None:
        """How many times as fast as base; nothing if one of them is missing."""
        ratios = self._ratios(name, base)
        return statistics.median(ratios) if ratios else None

    def ratio_extremes(self, name: str, base: str) -> tuple[float, float] | None:
        """The least and the greatest of the rounds' ratios."""
        ratios = self._ratios(name, base)
        return (min(ratios), max(ratios)) if ratios else None

    def _ratios(self, name: str, base: str) -> list[float]:
        if name not in self or base not in self:
            return []
        return [ours.rate / theirs.rate for ours, theirs in
                zip(self._samples[name], self._samples[base], strict=True)]

    def size(self, name: str) -> int | None:
        return self._warm[name].size if name in self else None

    def growth(self, name: str, base: str) -> float | None:
        """How much larger the archive is than base's, as a fraction."""
        ours, theirs = self.size(name), self.size(base)
        return ours / theirs - 1 if ours and theirs else None

    def cpu(self, name: str) -> tuple[float, float]:
        """Seconds of penstock and of nginx for each 10^9 bytes of content, over all rounds."""
        samples = self._samples[name]
        content = sum(sample.content for sample in samples) / 1e9
        return (sum(sample.penstock_cpu for sample in samples) / content,
                sum(sample.nginx_cpu for sample in samples) / content)

    def add(self, name: str, sample: Sample, is_warm_up: bool) -> None:
        if is_warm_up:
            self._warm[name] = sample
            self._samples[name] = []
        else:
            self._samples[name].append(replace(sample, size=None))

    def drop(self, name: str, reason: str) -> None:
        self._samples.pop(name, None)
        self.notes.append(f"{name}: {reason}")
        progress(self.notes[-1])

    def is_slow(self, name: str) -> bool:
        return self._warm[name].seconds > _PATIENCE

    def warm(self, name: str) -> Sample:
        return self._warm[name]


def contest(title: str, contenders: list[Contender], rounds: int) -> Results:
    """A warm-up round that also fills the page cache and tells the sizes, and the rounds that count."""
    results = Results()
    for number in range(rounds + 1):
        progress(f"{title}: " + (f"round {number} of {rounds}" if number else "warm-up round"))
        for contender in contenders:
            if number and contender.name not in results:
                continue
            if number and contender.is_peer and results.is_slow(contender.name):
                results.add(contender.name, results.warm(contender.name), is_warm_up=False)
                continue
            try:
                results.add(contender.name, contender.run(number == 0), is_warm_up=number == 0)
            except (OSError, RuntimeError) as error:
                if not contender.is_peer:
                    raise
                results.drop(contender.name, str(error))
    return results
