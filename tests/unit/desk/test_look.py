"""How the widget looks: what can be read, and what is put into what is sent."""

import json
from html import unescape
from pathlib import Path

import pytest

from handoff.domain.errors import Invalid
from handoff.domain.languages import LANGUAGES
from handoff.domain.look import Font, Launcher, Look, Shade, Side, nearest_readable, readable
from handoff.web.dressing import END_OF_STYLE, FRAME, HEAD, LOADER, USUAL_ACCENT, Wardrobe
from handoff.web.files import File

PIXEL = "data:image/png;base64,iVBORw0KGgo="
UI = Path(__file__).parents[3] / "agent_ui"


def file(text: str) -> File:
    return File(body=text.encode(), compressed=None, content_type="text/javascript", etag='"1"')


@pytest.mark.parametrize("accent", ["#808080", "#7a8070"])
def test_a_colour_on_which_nothing_can_be_read_is_refused(accent: str) -> None:
    """With its contrast and the nearest one that would do."""
    assert readable(accent) < 4.5
    better = nearest_readable(accent)
    assert readable(better) >= 4.5
    with pytest.raises(Invalid, match=better):
        Look(accent=accent).check()
    Look(accent=better).check()


@pytest.mark.parametrize(
    "look",
    [
        Look(accent="teal"),
        Look(accent="#0B6E66"),
        Look(radius=29),
        Look(offset_y=121),
        Look(logo="https://elsewhere.example/logo.png"),
        Look(logo="data:image/svg+xml;base64,PHN2Zz4="),
        Look(logo=PIXEL + '");}'),
        Look(title="x" * 61),
        Look(greetings={"de": "Hallo"}),
        Look(labels={"en": "x" * 31}),
    ],
    ids=repr,
)
def test_what_is_no_look_is_refused(look: Look) -> None:
    """A colour in six lower-case digits, a small picture of our own, texts in our languages."""
    with pytest.raises(Invalid):
        look.check()


def test_the_usual_look_changes_no_byte() -> None:
    """What was built is what is sent."""
    wardrobe, built = Wardrobe(), file(f"a{USUAL_ACCENT}b{END_OF_STYLE}")
    assert wardrobe.dressed(LOADER, built, Look()) is built
    assert wardrobe.dressed("widget/other.js", built, Look(radius=4)) is built


def test_the_marks_stand_in_the_sources() -> None:
    """What is looked for in the built files is there to be found."""
    loader = (UI / "loader" / "loader.ts").read_text()
    assert loader.count(USUAL_ACCENT) == 1
    assert loader.count(END_OF_STYLE) == 1
    assert (UI / "widget" / "frame.html").read_text().count(HEAD) == 1


def test_no_word_leaves_its_string() -> None:
    """Quotes, backticks, braces and backslashes in a label are data in the script and in its style."""
    nasty = 'a"b`c${d}\\e</script>'
    look = Look(launcher=Launcher.TEXT, side=Side.START, labels={"en": nasty})
    look.check()
    script = Wardrobe().dressed(LOADER, file(f"`{USUAL_ACCENT}{END_OF_STYLE}`"), look).body.decode()
    said = script.split('content:"')[1].split('"')[0]
    assert not set('"`$<{}') & set(said.replace("\\\\", ""))
    escaped = [int(part[:6], 16) for part in said.split("\\\\")[1:]]
    assert [chr(code) for code in escaped] == ['"', "`", "$", "{", "}", "\\", "<", "/", ">"]
    assert "inset-inline:20px auto" in script


def test_the_frame_is_told_in_attributes() -> None:
    """Tokens, title, theme and greeting; markup in them stays text."""
    greeting = {"pl": 'Hi "you" <b>&'}
    look = Look(radius=8, font=Font.SERIF, shade=Shade.DARK, logo=PIXEL, title="L & O", greetings=greeting)
    page = Wardrobe().dressed(FRAME, file(f"{HEAD}></html>"), look).body.decode()
    told = {
        name: unescape(value.rstrip('"'))
        for name, _, value in (part.partition('="') for part in page.split(">")[0].split(" data-")[1:])
    }
    assert json.loads(told["look"]) == {
        "--r-1": "3px",
        "--r-2": "5px",
        "--r-3": "8px",
        "--font": look.tokens()["--font"],
        "--logo": f'url("{PIXEL}")',
        "--logo-ink": "transparent",
    }
    assert (told["title"], told["theme"], json.loads(told["pl"])) == (
        "L & O",
        "dark",
        {"welcome.title": greeting["pl"]},
    )


def test_the_loader_speaks_only_what_is_offered() -> None:
    """The first language stands for all others, in its words as in the label that is a style."""
    source = file((UI / "loader" / "loader.ts").read_text())
    langs = ("pl", "en")
    script = Wardrobe().dressed(LOADER, source, Look(launcher=Launcher.TEXT), langs).body.decode()
    assert 'const WORDS: Record<string, string | undefined> = {"en": "Chat with us"};' in script
    assert '?? "Porozmawiaj z nami"' in script
    assert "section:lang(en) button::after" in script
    assert "lang(fa)" not in script
    assert "گفت‌وگو با ما" not in script


def test_the_frame_is_told_what_is_offered() -> None:
    """Only where that is not everything, English first."""
    frame = file(f"{HEAD}></html>")
    wardrobe = Wardrobe()
    assert wardrobe.dressed(FRAME, frame, Look(), LANGUAGES) is frame
    assert 'data-langs="fa"' in wardrobe.dressed(FRAME, frame, Look(), ("fa",)).body.decode()
    assert 'data-langs="pl en"' in wardrobe.dressed(FRAME, frame, Look(), ("pl", "en")).body.decode()
