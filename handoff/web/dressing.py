"""Puts the look and the languages that were chosen into the widget's loader and frame as they are sent."""

import gzip
import hashlib
import html
import json
import re
from collections.abc import Callable, Sequence

from handoff.domain.languages import LANGUAGES
from handoff.domain.look import LABELS, Look
from handoff.web.files import File

LOADER, FRAME = "widget/loader.js", "widget/frame.html"
USUAL_ACCENT = "#0b6e66"
END_OF_STYLE = "@media print{:host{display:none}}"
HEAD = '<html lang="en"'
# In the sources as in what is built, by whichever quotes.
OTHER_LABELS = re.compile(rf"""\{{\s*fa:\s*(["'`]){LABELS["fa"]}\1,\s*pl:\s*(["'`]){LABELS["pl"]}\2,?\s*}}""")
MOST_KEPT = 64


class Wardrobe:
    """Files with a look put into them; what was made is kept as long as all that went into it is the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], File] = {}

    def dressed(self, path: str, file: File, look: Look, langs: Sequence[str] = LANGUAGES) -> File:
        """The file as it is to be sent; one that has no look is itself."""
        put_on = DRESSERS.get(path)
        if put_on is None or (look == Look() and langs == LANGUAGES):
            return file
        key = (path, file.etag, repr(look), *langs)
        if key not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[key] = _file(put_on(file.body.decode(), look, langs), file)
        return self._made[key]


def _loader(script: str, look: Look, langs: Sequence[str]) -> str:
    if langs != LANGUAGES:
        others = json.dumps({lang: LABELS[lang] for lang in langs[1:]}, ensure_ascii=False)
        script = script.replace(LABELS["en"], LABELS[langs[0]], 1)
        script = OTHER_LABELS.sub(lambda _: others, script, count=1)
    return script.replace(USUAL_ACCENT, look.accent).replace(
        END_OF_STYLE, look.launcher_css(langs) + END_OF_STYLE, 1
    )


def _frame(page: str, look: Look, langs: Sequence[str]) -> str:
    told = {"accent": look.accent, "look": json.dumps(look.tokens()), "title": look.title}
    if langs != LANGUAGES:
        told["langs"] = " ".join(langs)
    if look.shade != "system":
        told["theme"] = look.shade.value
    told |= {lang: json.dumps({"welcome.title": text}) for lang, text in look.greetings.items()}
    said = "".join(f' data-{name}="{html.escape(value)}"' for name, value in told.items() if value)
    return page.replace(HEAD, HEAD + said, 1)


DRESSERS: dict[str, Callable[[str, Look, Sequence[str]], str]] = {LOADER: _loader, FRAME: _frame}


def _file(text: str, before: File) -> File:
    body = text.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    packed = gzip.compress(body, mtime=0)
    return File(body=body, compressed=packed, content_type=before.content_type, etag=etag)
