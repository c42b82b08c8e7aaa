"""What a reader made of an archive, in words."""

from dataclasses import dataclass

from .archives import Archive
from .readers import Reader
from .snapshot import Outcome


@dataclass(frozen=True)
class Result:
    reader: Reader
    version: str
    archive: Archive
    outcome: Outcome

    @property
    def loses_silently(self) -> bool:
        return bool(self.outcome.lost) and self.outcome.status == 0

    @property
    def is_whole(self) -> bool:
        outcome = self.outcome
        return not (outcome.lost or outcome.renamed or outcome.extra or outcome.lost_directories or outcome.unlike
                    or outcome.status)

    @property
    def title(self) -> str:
        return f"{self.reader.name}, {self.archive.tree.name} tree, {self.archive.variant.name} {self.archive.format}"

    def __str__(self) -> str:
        outcome = self.outcome
        parts = [f"all {outcome.files}" if not outcome.lost else _part(outcome.files, outcome.lost, "files")]
        if outcome.renamed:
            parts.append(f"{len(outcome.renamed)} renamed")
        if outcome.extra:
            parts.append(f"{len(outcome.extra)} made up")
        if len(outcome.lost) < outcome.files:
            parts += self._what_else_lacks()
        if outcome.status or outcome.lost:
            parts.append(f"exit {outcome.status}")
        text = ", ".join(parts)
        return f"**{text}**" if self.loses_silently else text

    def _what_else_lacks(self) -> list[str]:
        outcome, parts = self.outcome, []
        if outcome.lost_directories:
            parts.append(_part(outcome.empty_directories, outcome.lost_directories, "empty directories"))
        if outcome.unlike:
            parts.append(_part(outcome.attributed, outcome.unlike, self.archive.tree.attribute))
        return parts

    def details(self) -> str:
        """What is not as it was, and what the reader says; nothing if all is well."""
        outcome = self.outcome
        facts = {"lost": outcome.lost + outcome.lost_directories, "renamed": outcome.renamed, "made up": outcome.extra,
                 "unlike": outcome.unlike}
        lines = [f"  {what}: {_short(path)}\n" for what, paths in facts.items() for path in paths]
        lines += [f"  says: {line[:200]}\n" for line in outcome.errors.splitlines()[:20]]
        return f"{self.title}: {self}\n{''.join(lines)}" if lines or not self.is_whole else ""


def _part(total: int, lacking: list[bytes], what: str) -> str:
    left = total - len(lacking)
    return f"{left} of {total} {what}" if left else f"no {what}"


def _short(path: bytes) -> str:
    return repr(path if len(path) < 120 else path[:60] + b"..." + path[-30:])
