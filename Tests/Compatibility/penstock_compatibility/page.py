"""docs/compatibility.md: prose and footnotes that people write, and tables between two comments each."""

import re
import sys
from pathlib import Path

from .archives import FORMATS
from .results import Result
from .trees import TREES

_HEADING = ["reader", "version", *(tree.name for tree in TREES)]


class Page:
    def __init__(self, path: Path):
        self._path = path
        self._text = path.read_text()

    def write(self, results: list[Result]) -> None:
        for format in FORMATS:
            lines = [_line(_HEADING), _line(["---"] * len(_HEADING)), *map(_line, _rows(format, results))]
            before, _, after = self._parts(format)
            self._text = before + "\n".join(["", *lines, ""]) + after
        self._path.write_text(self._text)

    def differences(self, results: list[Result]) -> list[str]:
        """What the tables say otherwise of the readers that are installed; of other versions they say nothing."""
        complaints = []
        for format in FORMATS:
            written = {cells[0]: cells for cells in map(_cells, self._parts(format)[1].splitlines()) if cells}
            for row in _rows(format, results):
                there = written.get(row[0])
                if there is None:
                    complaints.append(f"the {format} table lacks {row[0]}; `make compatibility` writes it")
                elif there[1] != row[1]:
                    print(f"run: {row[0]} {row[1]} is not compared: the page has {there[1]}", file=sys.stderr)
                else:
                    complaints += [
                        f"{row[0]}, {tree}, {format}: {now}, but the page says: {then}"
                        for tree, then, now in zip(_HEADING, there, row) if then != now
                    ]
        return complaints

    def missing_notes(self, results: list[Result]) -> list[str]:
        defined = self._footnotes()
        return [
            f"{result.title}: {result}, and no footnote says why" for result in results
            if not result.is_whole and not defined.issuperset(_notes(result) or ["?"])
        ]

    def idle_notes(self) -> list[str]:
        return [f"no cell has the footnote {note}" for note in self._footnotes() if f"[^{note}] " not in self._text]

    def _footnotes(self) -> set[str]:
        return set(re.findall(r"^\[\^([\w-]+)\]:", self._text, re.MULTILINE))

    def _parts(self, format: str) -> tuple[str, str, str]:
        """What stands before, in and behind the table of a format."""
        begin, end = f"<!-- make compatibility: {format} -->\n", f"\n<!-- end of {format} -->"
        before, _, rest = self._text.partition(begin)
        table, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"{self._path} lacks the comments around the {format} table")
        return before + begin, table, end + after


def _rows(format: str, results: list[Result]) -> list[list[str]]:
    by_reader: dict[str, list[Result]] = {}
    for result in results:
        if result.archive.format == format:
            by_reader.setdefault(result.reader.name, []).append(result)
    return [
        [name, mine[0].version, *(_cell([one for one in mine if one.archive.tree == tree]) for tree in TREES)]
        for name, mine in by_reader.items()
    ]


def _cell(results: list[Result]) -> str:
    """The results of one tree, in each variant of the format that the reader reads."""
    texts = {result.archive.variant.name: str(result) for result in results}
    text = "; ".join(f"{name}: {text}" for name, text in texts.items())
    if len(set(texts.values())) == 1:
        text = str(results[0])
    notes = [] if all(result.is_whole for result in results) else _notes(results[0])
    return text + "".join(f" [^{note}]" for note in notes)


def _notes(result: Result) -> list[str]:
    notes, archive = result.reader.notes, result.archive
    return notes.get(f"{archive.tree.name} {archive.format}") or notes.get(archive.tree.name) or []


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(line: str) -> list[str]:
    return line.removeprefix("| ").removesuffix(" |").split(" | ") if line.startswith("| ") else []
