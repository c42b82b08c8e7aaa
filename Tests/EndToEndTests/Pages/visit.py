"""visit.py (ACT VALUE)...

A visit of a browser that runs no script. Prints a line for each act that has something to tell: texts of a page, or the name
of a download and the names in it. Ends with what the browser has complained about.
"""

import sys
import tarfile
import zipfile

from chromium import Chromium


def element(page, place):
    """What a place names: "box=NAME", "link=NAME" and "zip=NAME" are in the row of a name; else it is a selector of CSS."""
    kind, _, name = place.partition("=")
    inner = {"box": "input", "link": "th a", "zip": "a.pill"}.get(kind)
    return page.row(name, inner) if inner else place


def names(archive):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return [f"{opened.testzip()} is broken"] if opened.testzip() else opened.namelist()
    with tarfile.open(archive) as opened:
        return [it.name + ("/" if it.isdir() else "") for it in opened]


def told(file, suggested):
    return " | ".join([suggested] + names(file))


def act(page, word, value):
    match word:
        case "open":
            page.open(value)
        case "click":
            page.click(element(page, value))
        case "follow":
            page.follow(lambda: page.click(element(page, value)))
        case "walk":
            most, _, place = value.partition(" ")
            page.walk(element(page, place), int(most))
        case "press":
            page.press(value)
        case "leave":
            page.follow(lambda: page.press(value))
        case "type":
            page.type(value)
        case "back":
            page.back()
        case "download":
            print(told(*page.download(lambda: page.click(element(page, value)))[:2]))
        case "address":
            print(page.download(lambda: page.click(element(page, value)))[2])
        case "fetch":
            print(told(*page.download(lambda: page.press(value))[:2]))
        case "read":
            print(" | ".join(" ".join(text.split()) for text in page.texts(value)))
        case "hear":
            print(page.heard(value))
        case _:
            raise ValueError(word)


with Chromium() as browser:
    view = browser.page()
    for word, value in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        act(view, word, value)
    browser.forget()
    for complaint in browser.complaints:
        print("complaint:", complaint)
