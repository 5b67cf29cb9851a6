"""Brings an order number or an e-mail, however it was typed, into the one form the shop knows."""

import re
import unicodedata

_NUMBER = re.compile(r"(?<![0-9A-Z])(?:LM[\s#:._‐-―-]*)?(?P<digits>[0-9]{5})(?![0-9])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
_SPACED_AT = re.compile(r"\s*(?:@|\(at\)|\[at\])\s*")


def order_number_in(text: str) -> str | None:
    """Return the order number in the text as LM-12345, or None."""
    found = _NUMBER.search(_plain(text).upper())
    return f"LM-{found['digits']}" if found else None


def email_in(text: str) -> str | None:
    """Return the first e-mail address in the text, or None."""
    found = _EMAIL.search(_SPACED_AT.sub("@", _plain(text)))
    return found[0].lower().strip(".") if found else None


def _plain(text: str) -> str:
    """Fold full-width letters and every script's digits to ASCII and drop marks that cannot be seen."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in folded
        if unicodedata.category(letter) != "Cf"
    )
