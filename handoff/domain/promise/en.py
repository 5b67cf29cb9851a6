"""How English promises."""

from datetime import time

from handoff.domain.promise.speech import Speech, alternatives, look

_LIGHT = (
    r"(?: (?:also|then|just|personally|definitely|certainly|surely|gladly|be sure to|make sure to|\w+ly))*"
)
_ME = r"(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to| promise to)" + _LIGHT
_ELSE = (
    r"(?:(?:my|our|a|an|the|one of (?:my|our)) (?:\w+ ){0,3}?(?:colleagues?|team|agents?|specialists?|manager"
    r"|department|supervisor|technician|person|expert|staff)|someone|somebody)(?: (?:from|in|at"
    r"|on) (?:\w+ ){1,4}?| )?"
    r" ?(?:'ll|will|is going to|are going to)" + _LIGHT
)
_TOUCH = (
    r"(?:get|come|report|circle|write|reach|call|ring) back(?: (?:to|with))?(?: you)?|call(?: you)?(?: back)?"
    r"|(?:phone|ring|text|e-?mail|message|write|contact|update|notify|inform|answer)(?: to)? you"
    r"|let you know|keep you (?:posted|updated|informed)|follow up|be in touch|get in touch|reach out"
    r"|reply(?: to you)?|drop you (?:a line|an? e-?mail)|give you an? (?:call|ring|update)"
    r"|send you an? (?:update|e-?mail|message|reply|answer)|have an? (?:answer|update) for you"
    r"|provide you with an? (?:answer|update)"
)
_HEAR = (
    r"you(?:'ll| will) (?:hear (?:back )?from (?:us|me|our \w+|my \w+)|be (?:contacted|called)"
    r"|(?:get|receive) (?:an?|our|my) (?:call|reply|answer|response)(?! to))"
)
_GET = r"you(?:'ll| will) (?:be (?:e-?mailed|informed)|(?:get|receive) (?:an?|our|my) (?:e-?mail|update))"
_ACTS = (
    r"write|call|phone|ring|e-?mail|answer|reply|send|check|look|find out|refund|ship|issue|process"
    r"|arrange|ask|escalate|forward|credit|cancel|replace"
    r"|dispatch|deliver|fix|resolve|sort|investigate|review|confirm|speak|talk|submit|order|prepare|reset"
    r"|have|finish|complete|do|try|put|make|take|get|pay|return|see|go|work"
)
_NUMBERS = {
    "half an": 0.5,
    "a couple of": 2,
    "a few": 3,
    "an": 1,
    "a": 1,
    "the": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "twenty-four": 24,
    "forty-eight": 48,
}
_COUNT = alternatives(_NUMBERS)
_UNIT = r"min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?"

ENGLISH = Speech(
    follow=look(
        rf"(?:{_ME}|{_ELSE}) (?:[\w']+ (?:\w+ ){{0,6}}?and )?(?:{_TOUCH})|{_HEAR}|expect (?:my|our"
        rf"|an?) (?:call|e-?mail|reply|answer)"
    ),
    act=look(rf"(?:{_ME}|{_ELSE}) (?:{_ACTS})|{_GET}"),
    not_meant=look(
        r"^(?:if|should|in case) .*"
        r"|(?:if|once|when|unless|after|as soon as|until) (?:you|we don't|i don't|there|it|that"
        r"|your?)\b.*|won't|will not|can't|cannot|unable|not be able"
        r"|(?:would|did|do|could|can|should|may|shall|will) (?:you|i|we) .*\?|\w+ (?:said|told|promised) .*"
    ),
    at_once=look(
        r"right (?:now|away|back)|now|immediately|straight ?away|in (?:just )?an? (?:moment|sec"
        r"|second|minute|bit)"
        r"|one (?:moment|sec|second|minute)|momentarily|instantly|a moment|at once"
    ),
    soon=look(r"shortly|(?<!as )soon|asap|as soon as (?:i|we) can|as soon as possible"),
    numbers=_NUMBERS,
    duration=look(
        rf"(?:with)?in (?:about |around |the next |next |under |at most |approximately )*(?P<n>{_COUNT})?"
        rf"(?: ?(?:-|to|or) ?(?P<m>{_COUNT}))? ?(?P<b>business |working )?(?P<u>{_UNIT})"
        rf"|(?P<n2>{_COUNT})(?: ?(?:-|to|or) ?(?P<m2>{_COUNT}))? ?(?P<b2>business "
        rf"|working )?(?P<u2>{_UNIT}) from now"
    ),
    units=(("min", "minute"), ("h", "hour"), ("d", "day"), ("w", "week")),
    days=(
        (look(r"(?:the )?day after tomorrow"), 2),
        (look(r"tomorrow|tmrw|tomorow|next (?:business|working) day"), 1),
        (
            look(
                r"today|tonight|this (?:morning|afternoon|evening)|(?:by "
                r"|before )?(?:the )?end of (?:the |this |business )?day"
                r"|eod|cob|close of business|later on"
            ),
            0,
        ),
    ),
    weekdays=tuple(
        (look(rf"{name}(?:'s)?"), number)
        for number, name in enumerate(
            (
                "mon(?:day)?",
                "tue(?:s|sday)?",
                "wed(?:nesday)?",
                "thu(?:rs|rsday)?",
                "fri(?:day)?",
                "saturday",
                "sunday",
            )
        )
    ),
    this_week=look(r"this week|(?:the )?end of (?:the|this) week|later in the week"),
    next_week=look(r"next week"),
    week_begins=0,
    months=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    date=look(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[a-z]{3,9})(?: (?P<y>\d{4}))?"
        r"|(?P<m2>[a-z]{3,9}) (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y2>\d{4}))?"
    ),
    parts=(
        (look(r"morning|noon|midday"), time(12)),
        (look(r"afternoon"), time(17)),
        (look(r"tonight|night"), time(21)),
        (look(r"evening"), time(20)),
    ),
    clock=look(
        r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(?: ?(?P<half>am|pm))?|(?P<h2>\d{1,2}) ?(?P<half2>am|pm)"
        r"|(?:at|by|before|around|until) (?P<h3>\d{1,2})(?![:.]\d| ?(?:-|%|\w))(?: o'?clock)?"
    ),
)
