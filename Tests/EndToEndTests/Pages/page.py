"""What somebody does on a page: with a mouse that cannot reach what is covered, or with the keyboard alone."""

import json
import os

KEYS = {
    "Tab": {"code": "Tab", "windowsVirtualKeyCode": 9},
    "Enter": {"code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    " ": {"code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
}

# The row of a name, as it stands on the page.
ROW = """[...document.querySelectorAll('tbody tr')].find(row => row.querySelector('bdi').textContent === NAME)"""

# Brings an element into view and tells where a click hits it.
POINT = """(element => {
  element.scrollIntoView({block: 'center'})
  const box = element.getClientRects()[0]
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const hit = document.elementFromPoint(x, y)
  if (!element.contains(hit) && !hit?.contains(element)) throw Error(`covered by ${hit?.outerHTML}`)
  return [x, y]
})"""

# Whether what has the focus can be seen (WCAG 2.2 §2.4.11).
SEEN = """(focus => {
  const box = focus.getClientRects()[0]
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return focus.contains(hit) || !!hit?.contains(focus)
})(document.activeElement)"""


class Page:
    def __init__(self, browser, session):
        self.browser = browser
        self.session = session

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def ask(self, expression):
        """The value of an expression, which is read although the page itself may run no script."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression[:300]}: {answer['exceptionDetails']['exception'].get('description')}")
        return answer["result"].get("value")

    # Going somewhere

    def open(self, url):
        self.browser.forget()
        failure = self.call("Page.navigate", url=url).get("errorText")
        if failure:
            raise RuntimeError(f"{url}: {failure}")
        self.browser.event("Page.loadEventFired")

    def follow(self, action):
        """Does what leads to another page, and waits for the page."""
        self.browser.forget()
        action()
        self.browser.event("Page.loadEventFired")

    def back(self):
        history = self.call("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] - 1]["id"]
        self.browser.forget()
        self.call("Page.navigateToHistoryEntry", entryId=entry)
        arrival = self.browser.event("Page.frameNavigated")["params"]
        if arrival["type"] != "BackForwardCacheRestore":
            self.browser.event("Page.loadEventFired")

    def download(self, action):
        """Does what begins a download, and returns the file, its name and its URL once it is whole."""
        self.browser.forget()
        action()
        begun = self.browser.event("Browser.downloadWillBegin")["params"]
        end = self.browser.event(
            "Browser.downloadProgress",
            matches=lambda it: it["guid"] == begun["guid"] and it["state"] != "inProgress")["params"]
        if end["state"] != "completed":
            raise RuntimeError(f"the download of {begun['url']} was broken off")
        file = os.path.join(self.browser.downloads, begun["guid"])
        return file, begun["suggestedFilename"], begun["url"]

    # The mouse

    def click(self, element):
        """Clicks on what an expression, or a selector of CSS, names."""
        if "document" not in element:
            element = f"document.querySelector({json.dumps(element)})"
        x, y = self.ask(f"{POINT}({element})")
        for kind in ["mousePressed", "mouseReleased"]:
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def row(self, name, inner):
        """An expression for what a row has."""
        return f"{ROW.replace('NAME', json.dumps(name))}.querySelector({json.dumps(inner)})"

    # The keyboard

    def press(self, key):
        for kind in ["keyDown", "keyUp"]:
            self.call("Input.dispatchKeyEvent", type=kind, key=key, **KEYS[key])

    def type(self, text):
        self.call("Input.insertText", text=text)

    def walk(self, element, most=200):
        """Presses Tab until the focus, which is never to be hidden, is on what a selector or an expression names."""
        if "document" not in element:
            element = f"document.querySelector({json.dumps(element)})"
        for _ in range(most):
            self.press("Tab")
            if not self.ask(SEEN):
                raise RuntimeError(f"the focus is hidden: {self.ask('document.activeElement.outerHTML')}")
            if self.ask(f"document.activeElement === {element}"):
                return
        raise RuntimeError(f"{most} times Tab do not lead to {element}")

    # What is there

    def texts(self, selector):
        """What elements say."""
        return self.ask(f"[...document.querySelectorAll({json.dumps(selector)})].map(it => it.innerText.trim())")

    def heard(self, selector):
        """What assistive technology reads out of an element, with what the stylesheet puts there."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        tree = self.call("Accessibility.queryAXTree", nodeId=node, role="StaticText")["nodes"]
        return " ".join(it["name"]["value"].strip() for it in tree if not it.get("ignored"))
