"""rows.py ticks|links|folders URL DIRECTORY

Does for every row of a page what somebody would, and looks whether that gives what DIRECTORY has by this very name: each
file holds its own name; each folder holds one file, which holds the name of the folder. Prints what is wrong, and how many
rows there were.
"""

import os
import sys
import tarfile
import zipfile

from chromium import Chromium


def check(is_right, *what):
    if not is_right:
        print("wrong:", *(repr(it)[:300] for it in what))


def contents(archive):
    """The files of an archive: their names below its folder, and what they hold."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return [(it.filename.partition("/")[2], opened.read(it)) for it in opened.infolist() if not it.is_dir()]
    with tarfile.open(archive, encoding="utf-8", errors="surrogateescape") as opened:
        return [(it.name.partition("/")[2], opened.extractfile(it).read()) for it in opened if it.isfile()]


class Rows:
    def __init__(self, page, url, directory):
        self.page = page
        self.names = set(os.listdir(os.fsencode(directory)))
        self.reached = set()
        page.open(url)
        self.count = page.ask("document.querySelectorAll('tbody tr').length")
        check(self.count == len(self.names), self.count, "rows of", len(self.names))

    def inner(self, place, selector):
        return f"document.querySelectorAll('tbody tr')[{place}].querySelector('{selector}')"

    def reach(self, place, name):
        """Notes what a row has led to, which is what it shows if it can show that."""
        shown = self.page.ask(self.inner(place, "bdi") + ".textContent").removesuffix("/").encode()
        check(name in self.names, "row", place, shown, "gave", name)
        # Bytes that are no UTF-8 are shown as U+FFFD, which is a character of names, too.
        check(name == shown or shown not in self.names or "\ufffd".encode() in shown, shown, "gave", name)
        self.reached.add(name)

    def fetch(self, element):
        return self.page.download(lambda: self.page.click(element))[0]

    def tick(self, place):
        """The name of the file that one tick downloads."""
        self.page.click(self.inner(place, "input"))
        files = contents(self.fetch("button[value=tar]"))
        check(len(files) == 1 and all(os.fsencode(name) == held for name, held in files), "a tick gave", files)
        zipped = contents(self.fetch("button[value=zip]"))
        check([held for _, held in files] == [held for _, held in zipped], files, "is in a zip", zipped)
        self.page.click(self.inner(place, "input"))
        return files[0][1] if files else None

    def ticks(self, place):
        self.reach(place, self.tick(place))

    def links(self, place):
        name = self.tick(place)
        with open(self.fetch(self.inner(place, "th a")), "rb") as file:
            check(file.read() == name, name, "is not what its link leads to")
        self.reach(place, name)

    def folders(self, place):
        (_, zipped), = contents(self.fetch(self.inner(place, "a.pill")))
        self.page.follow(lambda: self.page.click(self.inner(place, "th a")))
        check(self.page.texts("tbody bdi") == ["name"], zipped, "shows", self.page.texts("tbody bdi"))
        (_, whole), = contents(self.fetch("button[value=tar]"))
        self.page.back()
        check(zipped == whole, "a folder's zip is of", zipped, "but its link leads to", whole)
        self.reach(place, whole)


with Chromium() as browser:
    what, address, directory = sys.argv[1:]
    rows = Rows(browser.page(), address, directory)
    for place in range(rows.count):
        getattr(rows, what)(place)
    check(rows.reached == rows.names, "not reached:", rows.names - rows.reached)
    check(not browser.complaints, browser.complaints)
    print(rows.count, "rows")
