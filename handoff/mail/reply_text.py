"""What somebody wrote in a mail, without what they quote and without their signature."""

import re

import quotequail
from inscriptis import get_text
from lxml import etree, html

MOST_CHARS = 100_000
MOST_HTML = 1_000_000
MOST_LINES = 500
QUOTED = "//blockquote | //*[contains(@class, 'gmail_quote')] | //*[@id='divRplyFwdMsg']/following-sibling::*"
TAGS = re.compile(r"<[^>]{0,2000}>")
BLANK = re.compile(r"\n{3,}")


def words_of(plain: str | None, rich: str | None) -> str:
    """The new words of a mail that has plain text, HTML or both; all of it where nothing else is left."""
    text = plain if plain and plain.strip() else _read(rich) if rich else ""
    whole = BLANK.sub("\n\n", text.replace("\r\n", "\n").replace("\x00", "")[:MOST_CHARS]).strip()
    return _without_signature(_without_quotes(whole)) or whole


def _read(rich: str) -> str:
    """HTML as text; what is quoted is left out, unless it is everything."""
    try:
        page = html.document_fromstring(rich[:MOST_HTML])
        whole = get_text(etree.tostring(page, encoding="unicode"))
        for quoted in page.xpath(QUOTED):
            if quoted.getparent() is not None:
                quoted.drop_tree()
        return str(get_text(etree.tostring(page, encoding="unicode")).strip() or whole)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return TAGS.sub(" ", rich[:MOST_HTML])


def _without_quotes(text: str) -> str:
    parts = quotequail.quote(text, limit=MOST_LINES, quote_intro_line=True)
    new = "".join(part if is_new else _below(part) for is_new, part in parts)
    return _without_last_quote(new.strip())


def _below(quoted: str) -> str:
    """What was written below a quotation that is marked line by line."""
    lines = quoted.splitlines()
    marked = [place for place, line in enumerate(lines) if line.lstrip().startswith(">")]
    return "\n".join(lines[marked[-1] + 1 :]) if marked else ""


def _without_last_quote(text: str) -> str:
    """A quotation at the end, in a language whose "… wrote:" the library does not know: all are alike."""
    lines = text.splitlines()
    kept = len(lines)
    while kept and (not lines[kept - 1].strip() or lines[kept - 1].lstrip().startswith(">")):
        kept -= 1
    if kept == len(lines) or kept == 0:
        return text
    start = kept
    while start and lines[start - 1].strip() and kept - start < 3:
        start -= 1
    intro = " ".join(lines[start:kept]).strip()
    is_intro = intro.endswith(":") and "@" in intro
    return "\n".join(lines[: start if is_intro else kept]).strip()


def _without_signature(text: str) -> str:
    """By the rule of RFC 3676: two dashes alone on a line begin it."""
    lines = text.splitlines()
    ends = [place for place, line in enumerate(lines) if line.rstrip() == "--" and place > 0]
    return "\n".join(lines[: ends[0]]).strip() if ends else text
