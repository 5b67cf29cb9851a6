"""Knows a message that asks nothing, so that it is never searched."""

import re
import unicodedata

_PHRASES = {
    "greet": """
        hi, hey, hello, hiya, yo, good morning, good afternoon, good evening, good day, greetings, there,
        سلام, درود, سلام علیکم, وقت بخیر, وقت شما بخیر, صبح بخیر, صبح شما بخیر, عصر بخیر, شب بخیر, شبتون
        بخیر, روز بخیر, روزتون بخیر, خسته نباشید, cześć, czesc, hej, hejka, siema, witam, witaj, dzień
        dobry, dzien dobry, dobry wieczór, dobry wieczor, dobry, halo""",
    "thank": """
        thanks, thank you, thx, ty, tysm, cheers, many thanks, thanks a lot, thanks so much, thank you so
        much, thank you very much, thanks for the help, thanks for your help, thank you for your help, much
        appreciated, appreciate it, i appreciate it, ممنون, ممنونم, خیلی ممنون, خیلی ممنونم, مرسی, خیلی
        مرسی, متشکرم, خیلی متشکرم, تشکر, با تشکر, سپاس, سپاسگزارم, دستت درد نکنه, دستتون درد نکنه, دست شما
        درد نکنه, لطف کردید, ممنون از شما, dzięki, dzieki, dziękuję, dziekuje, dziękuje, dzięki wielkie,
        wielkie dzięki, wielkie dzieki, dziękuję bardzo, bardzo dziękuję, dziekuje bardzo, bardzo dziekuje,
        dzięki za pomoc, dziękuję za pomoc, dziekuje za pomoc, dzieki za pomoc""",
    "goodbye": """
        bye, bye bye, goodbye, good bye, good night, see you, see you later, see ya, take care, have a nice
        day, have a good day, have a good one, have a nice evening, خداحافظ, خدا حافظ, خدانگهدار, خدا
        نگهدار, بدرود, فعلا, روز خوش, شب خوش, do widzenia, pa, papa, na razie, do zobaczenia, miłego dnia,
        milego dnia, dobranoc, nara""",
    "ok": """
        ok, okay, okey, k, kk, alright, all right, fine, got it, i see, great, perfect, cool, nice, super,
        good, yes, yep, yeah, no, nope, nah, sure, lol, haha, wow, oh, ah, that helped, باشه, باش, اوکی,
        اوکیه, خب, خوبه, عالی, عالیه, بله, آره, اره, نه, نخیر, فهمیدم, متوجه شدم, اها, آها, حله, dobra,
        dobrze, okej, jasne, rozumiem, spoko, tak, nie, aha, świetnie, swietnie, fajnie, w porządku, w
        porzadku, no dobra, ok super, hm""",
}
_KIND_OF = {
    " ".join(phrase.split()): kind for kind, phrases in _PHRASES.items() for phrase in phrases.split(",")
}
_MARKS = re.compile(r"[^\w\s]|_")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_ARABIC = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " ", "\u0640": None})
MAX_WORDS = 8


def kind_of(text: str) -> str | None:
    """Return greet, thank, goodbye, ok or empty when the message holds nothing else, otherwise None."""
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC).casefold()
    words = _STRETCHED.sub(r"\1", _MARKS.sub(" ", plain)).split()
    if not words:
        return "empty"
    kinds = _read(words) if len(words) <= MAX_WORDS else []
    said = [kind for kind in kinds if kind != "ok"] or kinds
    return said[-1] if said else None


def _read(words: list[str]) -> list[str]:
    """Cover the words with known phrases, longest first; an uncovered word makes it no small talk."""
    kinds: list[str] = []
    while words:
        for length in range(min(len(words), 4), 0, -1):
            if kind := _KIND_OF.get(" ".join(words[:length])):
                kinds.append(kind)
                words = words[length:]
                break
        else:
            return []
    return kinds
