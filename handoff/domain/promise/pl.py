"""How Polish promises."""

from datetime import time

from handoff.domain.promise.speech import Speech, alternatives, look, without_accents

_SIE = r"(?: się)?"
_TOUCH = (
    r"napisz(?:ę|emy)|odpisz(?:ę|emy)|odpowie(?:m|my)|(?:się )?odezw(?:ę|iemy)|oddzwoni(?:ę|my)|(?:za"
    r"|prze)dzwoni(?:ę|my)"
    r"|(?:dam|damy)(?: \w+){0,2} znać|(?:się )?skontaktuj(?:ę|emy)|poinformuj(?:ę|emy)|powiadomi(?:ę|my)"
    r"|wróc(?:ę|imy)(?: \w+){0,3} z (?:odpowiedzią|informacj\w+|wiadomości\w+)|wróc(?:ę"
    r"|imy) do (?:pan\w*|ciebie|was|tematu|sprawy)"
    r"|będ(?:ę|ziemy) (?:w kontakcie|dzwonić|pisać|informować)|prze(?:ś|s)l(?:ę"
    r"|emy) (?:\w+ ){0,2}?(?:informacj\w+|odpowiedź|wiadomość)"
)
_ELSE = (
    r"(?:koleg\w*|koleżank\w*|konsultant\w*|specjalist\w*|ktoś|dział|zespół|techni\w+|kierowni\w+"
    r"|przełożon\w+|pracowni\w+)"
    r"(?: \w+){0,4} (?:napisz(?:e|ą)|zadzwoni(?:ą)?|oddzwoni(?:ą)?|(?:się )?odezw(?:ie|ą)"
    r"|(?:się )?skontaktuj(?:e|ą)|odpisz(?:e|ą)|odpowie|da(?:dzą)? znać)"
)
_HEAR = (
    r"(?:otrzyma|dostanie)(?:sz|cie)?(?: (?:pan\w*|ty|ją|go))?(?: od \w+)?(?: \w+)? (?:odpowiedź|maila"
    r"|e-?maila?|telefon|informacj\w+|wiadomość)"
)
_ACTS = (
    r"wyśl(?:ę|emy)|sprawdz(?:ę|imy)|przekaż(?:ę|emy)|zlec(?:ę|imy)|zwróc(?:ę|imy)|zajm(?:ę|iemy)"
    r"|przygotuj(?:ę|emy)"
    r"|ustal(?:ę|imy)|dowie(?:m|my)|zapyta(?:m|my)|załatwi(?:ę|my)|zrobi(?:ę|my)|anuluj(?:ę|emy)"
    r"|wymieni(?:ę|my)|nada(?:m|my)"
    r"|potwierdz(?:ę|imy)|rozpatrz(?:ę|ymy)|naprawi(?:ę|my)|rozwiąż(?:ę|emy)|prześl(?:ę|emy)"
    r"|wystawi(?:ę|my)|zgłosz(?:ę|imy)"
    r"|zamówi(?:ę|my)|przel(?:eję|ejemy)|zweryfikuj(?:ę|emy)|doślę|dośl(?:ę|emy)|wróc(?:ę|imy)"
    r"|będ(?:ę|ziemy) (?:mieć|wiedzieć|miał\w*|wiedział\w*)"
)
_NUMBERS = {
    "pół": 0.5,
    "półtorej": 1.5,
    "jeden": 1,
    "jednej": 1,
    "jednego": 1,
    "jedną": 1,
    "dwa": 2,
    "dwie": 2,
    "dwóch": 2,
    "dwu": 2,
    "trzy": 3,
    "trzech": 3,
    "kilka": 3,
    "kilku": 3,
    "parę": 3,
    "paru": 3,
    "cztery": 4,
    "czterech": 4,
    "pięć": 5,
    "pięciu": 5,
    "siedem": 7,
    "siedmiu": 7,
    "dziesięć": 10,
    "dziesięciu": 10,
    "dwadzieścia cztery": 24,
    "dwudziestu czterech": 24,
}
_COUNT = alternatives(_NUMBERS)
_UNIT = r"minut\w*|min|godzin\w*|godz|h|dni\w*|dzień|dnia|tydzień|tygodni\w*|tygodnia"
_SPAN = rf"(?:-| do | lub )(?P<m>{_COUNT})"

POLISH = Speech(
    follow=look(rf"(?:{_TOUCH}){_SIE}|{_ELSE}|{_HEAR}"),
    act=look(rf"(?:{_ACTS}){_SIE}"),
    not_meant=look(
        r"nie (?:\w+ ){0,2}?(?:napisz\w+|odpisz\w+|odpowiem\w*|odezw\w+|oddzwoni\w+|zadzwoni\w+|damy?"
        r"|skontaktuj\w+|wyśl\w+|sprawdz\w+|"
        r"przekaż\w+|zwróc\w+|zrobi\w+|poinformuj\w+|powiadomi\w+|wróc\w+|będ\w+|mog\w+|możemy|uda)"
        r"|(?:jeśli|jeżeli|gdy|kiedy|jak tylko|o ile|dopóki|po tym jak) (?:\w+ ){0,4}?(?:pan\w*"
        r"|prześle\w*|poda\w*|wyśle\w*|ty|masz|nie)"
        r"|czy (?:\w+ )*\w*\?|(?:mówił|powiedział|obiecał)\w* .*"
    ),
    at_once=look(
        r"teraz|natychmiast|od razu|już|za (?:chwil\w+|moment|sekund\w+|minutk?ę)|chwileczk\w+"
        r"|(?:jedną )?chwil(?:ę|kę)|momencik|w tej chwili"
    ),
    soon=look(r"wkrótce|niedługo|niebawem|jak najszybciej|możliwie szybko|najszybciej jak"),
    numbers=_NUMBERS,
    duration=look(
        rf"(?:za|w ciągu|w przeciągu|w czasie|przez) (?:najbliższ\w+ |następn\w+ |około |ok\.? "
        rf"|maksymalnie )*(?P<n>{_COUNT})?(?:{_SPAN})? ?(?P<u>{_UNIT})(?P<b> robocz\w+)?"
        rf"|(?:do|maksymalnie|najpóźniej do) (?P<n2>{_COUNT}) ?(?P<u2>{_UNIT})(?P<b2> robocz\w+)?"
        rf"|za (?P<u3>kwadrans)"
    ),
    units=(("kwad", "quarter"), ("min", "minute"), ("g", "hour"), ("h", "hour"), ("d", "day"), ("t", "week")),
    days=(
        (look(r"pojutrze"), 2),
        (look(r"jutr(?:o|a)|jutrzejsz\w+|następnego dnia(?: robocz\w+)?|następny dzień roboczy"), 1),
        (look(r"dziś|dzisiaj|dzisiejsz\w+|do końca dnia|jeszcze dziś"), 0),
    ),
    weekdays=tuple(
        (look(name), number)
        for number, name in enumerate(
            (
                r"poniedział\w+",
                r"wtor(?:ek|ku|kiem)",
                r"środ[aęy]",
                r"czwart(?:ek|ku)",
                r"piąt(?:ek|ku)",
                r"sobot[aęy]",
                r"niedziel[aęi]",
            )
        )
    ),
    this_week=look(r"w tym tygodniu|(?:do |pod )ko(?:ń|n)\w+ tygodnia"),
    next_week=look(r"w (?:przyszłym|następnym) tygodniu|(?:przyszłego|następnego) tygodnia"),
    week_begins=0,
    months=("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"),
    date=look(
        r"(?P<d>\d{1,2})\.? (?P<m>[a-zźń]{3,12})(?: (?P<y>\d{4}))?"
        r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})(?:\.(?P<y2>\d{4})?)?"
    ),
    parts=(
        (look(r"przed południem|rano|z rana"), time(12)),
        (look(r"po południu|popołudniu"), time(17)),
        (look(r"południ[ea]"), time(12)),
        (look(r"wieczor\w+|wieczór"), time(20)),
    ),
    clock=look(
        r"(?P<h>\d{1,2}):(?P<min>\d{2})|(?:o|do|przed|po|około|ok\.?)(?: godz(?:\."
        r"|in\w+)?)? (?P<h3>\d{1,2})(?![:.]\d| ?(?:[.%-]|minut|godz|dni|\d))"
        r"|(?:godz(?:\.|in\w+)?) (?P<h2>\d{1,2})(?:[.:](?P<min2>\d{2}))?"
    ),
)

ACCENTS = str.maketrans("ąćęłńóśźż", "acelnoszz")
POLISH_PLAIN = without_accents(POLISH, ACCENTS)
