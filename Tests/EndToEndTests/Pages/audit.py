"""audit.py AXE PAGE...

What axe-core, html5lib and the browser itself have to object to pages: at 1280 and 390 pixels, light and dark; and whether
they fit into 320 pixels (WCAG 2.2 §1.4.10). AXE is axe.min.js; PAGE is a status, "=" and a URL. Prints each objection, and how often a page was looked at.
"""

import sys
import urllib.error
import urllib.request

import html5lib

from chromium import PATIENCE, Chromium

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"""axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations']}})
  .then(it => it.violations.flatMap(rule => rule.nodes.map(node => `${{rule.id}}: ${{node.html.slice(0, 200)}}`)))"""


def document(url):
    """The status and the bytes of a page."""
    request = urllib.request.Request(url, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def grammar(body):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(body, transport_encoding="utf-8")
    return [f"html5lib: {place} {error} {values}" for place, error, values in parser.errors]


def complaints(browser):
    """What the browser has said itself."""
    browser.forget()
    said = [f"Chromium: {complaint}" for complaint in browser.complaints]
    browser.complaints.clear()
    return said


def overflow(page):
    """What is wider than the window. A table of many columns may be in a region that scrolls (WCAG 2.2 §1.4.10)."""
    return page.ask("""[...document.querySelectorAll('body *')]
        .filter(it => !it.parentElement.closest('[role=region][tabindex="0"]'))
        .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(it => `too wide: ${it.outerHTML.slice(0, 200)}`)""")


with open(sys.argv[1], encoding="utf-8") as file:
    axe = file.read()
count = 0
with Chromium() as browser:
    for argument in sys.argv[2:]:
        expected, _, address = argument.partition("=")
        status, body = document(address)
        objections = grammar(body) + ([] if status == int(expected) else [f"status {status}"])
        print(*(f"{address} {it[:500]}" for it in objections), sep="\n", end="\n" if objections else "")
    for width in [1280, 390]:
        for dark in [False, True]:
            view = browser.page(width=width, dark=dark, javascript=True)
            for argument in sys.argv[2:]:
                address = argument.partition("=")[2]
                view.open(address)
                view.ask(axe)
                objections = view.ask(RUN) + overflow(view)
                for objection in objections + complaints(browser):
                    print(address, width, "dark" if dark else "light", objection[:500])
                count += 1
    narrow = browser.page(width=320)
    for argument in sys.argv[2:]:
        address = argument.partition("=")[2]
        narrow.open(address)
        print(*(f"{address} 320 {it}\n" for it in overflow(narrow)), sep="", end="")
print(count, "looks")
