"""What holds for every reader, whatever the page says."""

from .results import Result

_NEVER_LOST = {"plain", "Unicode"}
_NEVER_LOST_SILENTLY = {"long"}


def complaints(results: list[Result]) -> list[str]:
    return [
        f"{result.title}: {result}, of which nothing may be lost" for result in results
        if result.archive.tree.name in _NEVER_LOST and result.outcome.lost
    ] + [
        f"{result.title}: {result}, of which nothing may be lost without an exit status" for result in results
        if result.archive.tree.name in _NEVER_LOST_SILENTLY and result.loses_silently
        and result.archive.tree.name not in result.reader.excused
    ]
