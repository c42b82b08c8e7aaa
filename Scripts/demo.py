"""The application of Scripts/demo: a page to choose files on, and the list of those that were chosen."""

import html
import os
from pathlib import Path

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, JSONResponse

PHOTOS = Path(os.environ["DEMO_FILES"])
# What a second server has. Only for its sizes is it looked at here.
ELSEWHERE = Path(os.environ["DEMO_ELSEWHERE"])
ELSEWHERE_URL = os.environ["DEMO_ELSEWHERE_URL"]

app = FastAPI()


def photos() -> dict[str, dict]:
    """The entry of the list for each photo."""
    own = {path.name: {"path": path.name} for path in sorted(PHOTOS.iterdir())}
    for path in sorted(ELSEWHERE.iterdir()):
        status = path.stat()
        own[path.name] = {"url": ELSEWHERE_URL + path.name, "size": status.st_size, "mtime": int(status.st_mtime)}
    return own


@app.get("/")
def page() -> HTMLResponse:
    boxes = "".join(
        f'<p><label><input type="checkbox" name="photo" value="{html.escape(name)}" checked> {html.escape(name)}</label>'
        for name in photos()
    )
    buttons = "".join(
        f'<button formaction="/download/trip.{ending}">{ending}</button> ' for ending in ("zip", "tar", "tar.gz")
    )
    return HTMLResponse(f"<!doctype html><title>penstock</title><h1>Trip</h1><form>{boxes}<p>{buttons}</form>")


@app.get("/download/{name}")
def download(name: str, photo: list[str] = Query(default=[])) -> JSONResponse:
    """Without a choice, all of them."""
    known = photos()
    chosen = photo or list(known)
    if not set(chosen) <= set(known):
        raise HTTPException(404, "There is no such photo.")
    files = [{"name": f"photos/{one}"} | known[one] for one in chosen]
    files.append({"name": "README.txt", "text": f"{len(chosen)} photos, listed by an application.\n"})
    return JSONResponse({"filename": "trip", "top": "trip", "files": files}, headers={"X-Archive-Files": "auto"})
