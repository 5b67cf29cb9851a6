"""Which way a language is written."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def direction_of(lang: str) -> str:
    """As HTML says it; a tag with a country ("fa-IR") is read by its language."""
    return "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
