"""screenshots.py DIRECTORY URL IMAGES

Fills DIRECTORY, which is served at URL, with files, and takes pictures of its pages. See Scripts/screenshots.
"""

import base64
import calendar
import os
import sys

from chromium import Chromium

# Name, bytes, and the time of the last change.
FILES = [
    ("bathymetry-grid-1m.tif", 733_912_400, "2025-11-04 14:13"),
    ("bathymetry-grid-5m.tif", 29_356_480, "2025-11-04 14:16"),
    ("checksums.sha256", 2_871, "2025-11-12 09:02"),
    ("measurements.csv", 18_402_113, "2025-11-12 08:47"),
    ("point-cloud tile 0412 E, classified ground and water surface.laz", 412_730_992, "2025-09-14 17:30"),
    ("README.md", 4_210, "2025-11-12 09:05"),
    ("report-draft 9.pdf", 6_120_377, "2025-10-30 11:20"),
    ("report-draft 10.pdf", 6_344_019, "2025-11-11 16:58"),
    ("tide-gauge.json", 88_304, "2025-10-02 06:00"),
    *((f"photos/quay-{number:02}.jpg", 9_700_000 + 61_931 * number, "2025-09-14 10:21") for number in range(1, 31)),
    ("maps/harbour.svg", 48_204, "2025-10-21 13:00"),
    ("maps/approaches.svg", 71_118, "2025-10-21 13:04"),
    ("video/drone north.mp4", 2_140_558_336, "2025-09-14 12:10"),
    ("video/drone south.mp4", 1_871_202_304, "2025-09-14 12:44"),
]
FOLDER = "projects/harbour-survey-2025"


def set_time(path, text):
    day, clock = text.split()
    seconds = calendar.timegm((*map(int, day.split("-")), *map(int, clock.split(":")), 0))
    os.utime(path, (seconds, seconds))


def make(root):
    """Holes, which take no room."""
    for name, size, time in FILES:
        path = os.path.join(root, FOLDER, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.truncate(size)
        set_time(path, time)
        set_time(os.path.dirname(path), time)


def picture(page, path):
    with open(path, "wb") as file:
        file.write(base64.b64decode(page.call("Page.captureScreenshot", format="png")["data"]))


def main(root, url, images):
    make(root)
    os.makedirs(images, exist_ok=True)
    with Chromium() as browser:
        for name, path, width, height, dark in [
            ("listing", f"{FOLDER}/", 1280, 980, False),
            ("listing-dark", f"{FOLDER}/", 1280, 980, True),
            ("listing-phone", f"{FOLDER}/", 390, 844, False),
            ("error", f"{FOLDER}/harbor.zip", 1280, 480, False),
        ]:
            page = browser.page(width=width, height=height, dark=dark)
            page.open(f"{url}/{path}")
            page.call("Emulation.setScrollbarsHidden", hidden=True)
            # What is the system's font depends on the system.
            page.ask("document.documentElement.style.fontFamily = 'Roboto'")
            if name.startswith("listing"):
                for row in ["photos/", "measurements.csv"]:
                    page.click(page.row(row, "input"))
                page.ask("document.activeElement.blur(), scrollTo(0, 0)")
            picture(page, os.path.join(images, f"{name}.png"))


main(*sys.argv[1:])
