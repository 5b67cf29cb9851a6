"""How the widget looks on every site: colour, corners, font, place, launcher, logo, greeting."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handoff.domain.errors import Invalid
from handoff.domain.languages import LANGUAGES

LEAST_CONTRAST = 4.5
WHITE, INK = "#ffffff", "#10201e"
MOST_LOGO_CHARS = 40_000
MOST_TITLE_CHARS, MOST_GREETING_CHARS, MOST_LABEL_CHARS = 60, 200, 30
MOST_RADIUS, MOST_OFFSET = 28, 120
_PLAIN = re.compile(r"[A-Za-z0-9 ]")
_HEX = re.compile(r"#[0-9a-f]{6}")
_LOGO = re.compile(r"data:image/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}")


class Font(StrEnum):
    """Fonts that a device has, so that nothing is fetched."""

    SYSTEM = "system"
    ROUNDED = "rounded"
    SERIF = "serif"


class Side(StrEnum):
    """Where the launcher sits, by the direction of the page."""

    END = "end"
    START = "start"


class Launcher(StrEnum):
    """What the launcher shows."""

    ICON = "icon"
    TEXT = "text"


class Shade(StrEnum):
    """Light or dark, until a customer chooses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


FONTS: Mapping[Font, str] = {
    Font.SYSTEM: "",
    Font.ROUNDED: 'ui-rounded, "SF Pro Rounded", "Nunito", "Vazirmatn", system-ui, sans-serif',
    Font.SERIF: 'ui-serif, Georgia, "Times New Roman", "Noto Naskh Arabic", serif',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What those who lead have chosen; texts by language, and where one is missing our own stands."""

    accent: str = "#0b6e66"
    radius: int = 16
    font: Font = Font.SYSTEM
    side: Side = Side.END
    offset_x: int = 20
    offset_y: int = 20
    launcher: Launcher = Launcher.ICON
    labels: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    title: str = ""
    greetings: Mapping[str, str] = field(default_factory=dict)
    shade: Shade = Shade.SYSTEM

    def check(self) -> None:
        """Refuse what could not be read or shown, with a word on what is wrong."""
        if not _HEX.fullmatch(self.accent):
            raise Invalid("A colour is written as #0b6e66.")
        if readable(self.accent) < LEAST_CONTRAST:
            raise Invalid(
                f"Words on {self.accent} could not be read (contrast {readable(self.accent):.1f}, at least "
                f"{LEAST_CONTRAST} is needed); {nearest_readable(self.accent)} would do."
            )
        if not (0 <= self.radius <= MOST_RADIUS):
            raise Invalid(f"Corners have a radius of 0 to {MOST_RADIUS}.")
        if not (0 <= self.offset_x <= MOST_OFFSET and 0 <= self.offset_y <= MOST_OFFSET):
            raise Invalid(f"The launcher lies 0 to {MOST_OFFSET} pixels from the edges.")
        if self.logo and (len(self.logo) > MOST_LOGO_CHARS or not _LOGO.fullmatch(self.logo)):
            raise Invalid("A logo is a PNG, JPEG, WebP or GIF of at most 30 kB.")
        if len(self.title) > MOST_TITLE_CHARS:
            raise Invalid(f"A title has at most {MOST_TITLE_CHARS} characters.")
        for texts, most in ((self.greetings, MOST_GREETING_CHARS), (self.labels, MOST_LABEL_CHARS)):
            if set(texts) - set(LANGUAGES) or any(len(text) > most for text in texts.values()):
                raise Invalid(f"Texts are in {', '.join(LANGUAGES)}, at most {most} characters long.")

    @property
    def ink(self) -> str:
        """The colour of words on the accent, chosen as the widget chooses it."""
        return WHITE if contrast(self.accent, WHITE) >= LEAST_CONTRAST else INK

    def launcher_css(self, langs: Sequence[str] = LANGUAGES) -> str:
        """What is to be laid over the loader's own style; the first language stands for all others."""
        x, y = self.offset_x, self.offset_y
        inset = f"{x}px auto" if self.side is Side.START else f"auto {x}px"
        radius = "50%" if self.radius >= MOST_RADIUS // 2 else f"{self.radius * 2}px"
        css = [f"button{{inset-inline:{inset};bottom:{y}px;border-radius:{radius};color:{self.ink}}}"]
        if self.launcher is Launcher.TEXT:
            css.append(
                f"button{{width:auto;min-width:56px;padding:0 22px 0 52px;border-radius:{self.radius * 2}px}}"
                "button::before{inset:15px auto auto 16px;width:26px;height:26px}"
            )
            css.append(f'button::after{{content:"{_quoted(self._label(langs[0]))}"}}')
            css += [
                f'section:lang({lang}) button::after{{content:"{_quoted(self._label(lang))}"}}'
                for lang in langs[1:]
            ]
        panel = f"div{{inset-inline:{inset};bottom:{y + 72}px;border-radius:{self.radius}px;"
        panel += f"height:min(680px,100dvh - {y + 92}px)}}"
        return "".join(css) + f"@media(min-width:481px) and (min-height:481px){{{panel}}}"

    def tokens(self) -> dict[str, str]:
        """The design tokens of the frame that differ from its own."""
        changed: dict[str, str] = {}
        if self.radius != 16:
            changed |= {f"--r-{size}": f"{round(self.radius * part)}px" for size, part in CORNERS.items()}
        if self.font is not Font.SYSTEM:
            changed["--font"] = FONTS[self.font]
        if self.logo:
            changed |= {"--logo": f'url("{self.logo}")', "--logo-ink": "transparent"}
        return changed

    def _label(self, lang: str) -> str:
        return self.labels.get(lang) or LABELS[lang]


CORNERS = {1: 0.375, 2: 0.625, 3: 1.0}
LABELS = {"en": "Chat with us", "fa": "گفت‌وگو با ما", "pl": "Porozmawiaj z nami"}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(accent: str) -> float:
    """The contrast of the better of the two inks on a colour."""
    return max(contrast(accent, WHITE), contrast(accent, INK))


def nearest_readable(accent: str) -> str:
    """The same colour, as little darker as lets white words be read on it."""
    red, green, blue = _parts(accent)
    for percent in range(100, -1, -1):
        tried = "#" + "".join(f"{part * percent // 100:02x}" for part in (red, green, blue))
        if contrast(tried, WHITE) >= LEAST_CONTRAST:
            return tried
    return INK


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _quoted(text: str) -> str:
    """As a CSS string inside a script's string: letters and digits stay, all else is escaped for both."""
    return "".join(char if _PLAIN.fullmatch(char) else f"\\\\{ord(char):06x}" for char in text)
