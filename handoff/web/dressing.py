"""Puts the look that was chosen into the widget's loader and frame as they are sent."""

import gzip
import hashlib
import html
import json
from collections.abc import Callable

from handoff.domain.look import Look
from handoff.web.files import File

LOADER, FRAME = "widget/loader.js", "widget/frame.html"
USUAL_ACCENT = "#0b6e66"
END_OF_STYLE = "@media print{:host{display:none}}"
HEAD = '<html lang="en"'
MOST_KEPT = 64


class Wardrobe:
    """Files with a look put into them; what was made is kept as long as file and look are the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], File] = {}

    def dressed(self, path: str, file: File, look: Look) -> File:
        """The file as it is to be sent; one that has no look is itself."""
        put_on = DRESSERS.get(path)
        if put_on is None or look == Look():
            return file
        key = (path, file.etag, repr(look))
        if key not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[key] = _file(put_on(file.body.decode(), look), file)
        return self._made[key]


def _loader(script: str, look: Look) -> str:
    return script.replace(USUAL_ACCENT, look.accent).replace(
        END_OF_STYLE, look.launcher_css() + END_OF_STYLE, 1
    )


def _frame(page: str, look: Look) -> str:
    told = {"accent": look.accent, "look": json.dumps(look.tokens()), "title": look.title}
    if look.shade != "system":
        told["theme"] = look.shade.value
    told |= {lang: json.dumps({"welcome.title": text}) for lang, text in look.greetings.items()}
    said = "".join(f' data-{name}="{html.escape(value)}"' for name, value in told.items() if value)
    return page.replace(HEAD, HEAD + said, 1)


DRESSERS: dict[str, Callable[[str, Look], str]] = {LOADER: _loader, FRAME: _frame}


def _file(text: str, before: File) -> File:
    body = text.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    packed = gzip.compress(body, mtime=0)
    return File(body=body, compressed=packed, content_type=before.content_type, etag=etag)
