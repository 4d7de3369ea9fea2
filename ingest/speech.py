"""The English of reported speech: verbs, nouns and phrases, as patterns over masked sentences.

A masked sentence has one private character in place of each name, so that "the Republic of
Korea" and "Chad" look alike: `NAME` for nouns, `ADJECTIVE` for demonyms.
"""

from __future__ import annotations

import re

NAME_BASE, ADJECTIVE_BASE = 0xE000, 0xE800
NAME = "[\ue000-\ue7ff]"
ADJECTIVE = "[\ue800-\uefff]"

# Verbs that only somebody who has the floor does.
_SAYING_LEMMAS = """
say note state ask request enquire inquire thank welcome emphasize emphasise stress underline
underscore clarify recall remind reiterate reaffirm affirm confirm suggest recommend urge express
indicate caution warn object disagree echo inform reply comment remark mention voice convey
acknowledge appreciate commend congratulate applaud praise concur regret wonder opine question
advise pledge appeal argue insist intervene observe highlight propose respond explain explore
conclude contend claim assert believe consider encourage invite declare reserve add call agree
oppose second answer signal query plead stipulate posit elaborate speak dissociate align
associate point draw take raise seek mind
"""
# Verbs that reports also use of what somebody does elsewhere.
_SHOWING_LEMMAS = """present introduce share summarize summarise outline describe detail demonstrate
illustrate update brief showcase report deliver announce support endorse submit table provide give
make offer cover refer reflect read open close pose put bring commit advocate defend maintain
demand volunteer contribute communicate circulate adjourn reassure set look focus propose
expand touch"""
_SAYING, _SHOWING = _SAYING_LEMMAS.split(), _SHOWING_LEMMAS.split()
_IRREGULAR = {
    "say": ("says", "said", "said"),
    "speak": ("speaks", "spoke", "spoken"),
    "draw": ("draws", "drew", "drawn"),
    "take": ("takes", "took", "taken"),
    "seek": ("seeks", "sought", "sought"),
    "give": ("gives", "gave", "given"),
    "make": ("makes", "made", "made"),
    "put": ("puts", "put", "put"),
    "bring": ("brings", "brought", "brought"),
    "read": ("reads", "read", "read"),
    "set": ("sets", "set", "set"),
    "refer": ("refers", "referred", "referred"),
    "commit": ("commits", "committed", "committed"),
    "submit": ("submits", "submitted", "submitted"),
    "regret": ("regrets", "regretted", "regretted"),
    "concur": ("concurs", "concurred", "concurred"),
    "brief": ("briefs", "briefed", "briefed"),
}
# A verb that is speech only with these words behind it.
_COMPLEMENT = {
    "call": r"(?:\w+ly )?(?:for|on|upon|attention)\b",
    "point": r"(?:out|to)\b",
    "draw": r"(?:\w+ ){0,4}attention\b",
    "take": r"(?:the floor|note|up the floor|issue with|the view|the opportunity|exception)",
    "raise": r"(?!funds|money|awareness)",
    "consider": r"(?:that|it)\b",
    "believe": r"",
    "take note": "",
    "add": r"(?:that|its|support|to (?:the|this|what))\b",
    "explore": r"(?:whether|how)\b",
    "align": r"(?:itself|themselves|with)\b",
    "associate": r"(?:itself|themselves|with)\b",
    "dissociate": r"(?:itself|themselves)\b",
    "reserve": r"(?:its|their|the right)\b",
    "mind": r"that\b",
    "second": r"(?:this|that|the|it)\b",
    "set": r"(?:out|forth)\b",
    "look": r"forward\b",
    "put": r"forward\b",
    "bring": r"(?:\w+ ){0,6}(?:attention|notice)\b",
    "provide": r"(?!funding|financial|training|services)",
    "give": r"(?!rise|effect|way)",
    "make": r"(?:\w+ ){0,5}?(?:statements?|presentations?|proposals?|interventions?|remarks|"
    r"comments?|references?|suggestions?|observations?|points?|requests?|clear)\b",
    "open": r"(?:the|this) (?:\w+ ){0,3}(?:meeting|session|floor|discussion|debate)\b",
    "close": r"(?:the|this) (?:\w+ ){0,3}(?:meeting|session|floor|discussion|debate)\b",
    "deliver": r"(?:\w+ ){0,4}?(?:statements?|presentations?|remarks|address|"
    r"interventions?|speech)",
    "read": r"(?:out|the|a)\b",
    "touch": r"(?:up)?on\b",
    "speak": r"(?:of|about|on|to|in|for|against|at|first|next|and)\b",
    "expand": r"(?:up)?on (?:this|that|the (?:point|proposal|topic|presentation))\b",
    "maintain": r"that\b",
    "commit": r"(?:itself|themselves|to)\b",
    "contribute": r"to the (?:discussion|debate)",
    "focus": r"(?:its|their|his|her) (?:\w+ )?(?:remarks|intervention|statement|presentation)",
    "agree": r"(?!upon\b)",
}


def _forms(lemma: str) -> tuple[str, str, str]:
    """Third person, past and past participle."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied"
    third = lemma + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", lemma) else "s")
    past = lemma + ("d" if lemma.endswith("e") else "ed")
    return third, past, past


def _verbs(lemmas: list[str]) -> str:
    plain, bound = [], []
    for lemma in dict.fromkeys(lemmas):
        forms = "|".join(dict.fromkeys((*_forms(lemma), lemma)))
        tail = _COMPLEMENT.get(lemma)
        if tail:
            bound.append(rf"(?:{forms}) (?:\w+ly )?{tail}")
        else:
            plain.append(forms)
    return rf"(?:(?:{'|'.join(plain)})\b|{'|'.join(bound)})"


SAYING = _verbs(_SAYING)
SPEECH = _verbs(_SAYING + _SHOWING)
_PARTICIPLES = "|".join(
    dict.fromkeys(
        _forms(lemma)[2]
        for lemma in [*_SAYING, *_SHOWING]
        if lemma not in ("open", "close", "set", "look", "focus", "make", "take", "support", "give")
    )
)
PARTICIPLE = rf"(?:{_PARTICIPLES}|supported|put forward|made|echoed|backed|seconded|opened|closed)"

DOCUMENT = (
    r"(?:information documents?|information papers?|contributions?|submissions?|"
    r"liaison statements?|proposals?|interventions?|statements?|presentations?|papers?|"
    r"inputs?|documents?|remarks|comments?|response|reply|report|update|briefing|questions?|"
    r"address|speech|suggestions?|requests?|oral statement|liaison)"
)
DELEGATE = (
    r"(?:delegations?|delegates?|representatives?|spokespersons?|government|administration|"
    r"ambassador|minister|mission|participants? )"
)
_ART = r"(?:[Tt]he )?"
_AND = r"(?:,? (?:and|&|or|as well as|together with|along with|jointly with|followed by) )"
LIST = rf"{_ART}{NAME}(?: \([^()]*\))?(?:(?:, {_ART}{NAME}(?: \([^()]*\))?)*{_AND}{_ART}{NAME})?"
_ADVERBS = (
    r"(?: (?:has|have|had|is|was|were|also|then|further|furthermore|again|briefly|both|jointly|"
    r"strongly|likewise|additionally|similarly|subsequently|separately|specifically|therefore|"
    r"formally|once more|once again|in turn|in addition|for (?:its|his|her) part|would like to|"
    r"wished to|wishes to|wanted to|wants to|did not|does not|could not|cannot|can|could|would|"
    r"will|must|being|been|\w+ly)(?= ))*"
)
_SUPPORT = (
    rf"(?:,? (?:as )?(?:supported|seconded|joined|echoed|backed|endorsed|followed|co-signed)"
    rf"(?: in this)? by (?P<backers>{LIST}),?)"
)
_ASIDE = r"(?:(?:,| [–—-]) (?P<aside>[^;]{1,160}?)(?:,| [–—-])(?= ))"
# Where a new subject may begin: not behind "that" or "which", which report of others.
_CLAUSE = (
    r"(?:^|(?<=[;:—–(“\"] )|(?<=[—–(“\"])|(?<=, )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )|"
    r"(?<=\bwhereas )|(?<=\bas )|(?<=\bAs )|(?<=\bWhile )|(?<=\bwhen )|(?<=\bWhen )|"
    r"(?<=\bhowever )|(?<=\balthough )|(?<=\bHowever )|(?<=\bBoth )|(?<=\bboth )|(?<=\bThen )|"
    r"(?<=\bLastly )|(?<=\bFinally ))"
)


def subject(verbs: str) -> re.Pattern[str]:
    """Who does it: "Kenya, supported by Ghana and Mali, also proposed"."""
    return re.compile(
        rf"{_CLAUSE}(?P<heads>{LIST})(?: (?:of|from|for|representing|on behalf of) "
        rf"(?P<of>{LIST}))?(?:{_SUPPORT}|{_ASIDE})?{_ADVERBS} (?P<verb>{verbs})"
    )


SUBJECT = subject(SPEECH)
SUBJECT_SAYING = subject(SAYING)
# "Malaysia's revised information document …", "the Norwegian delegation …", "the Kenya paper …"
POSSESSOR = re.compile(
    rf"{_CLAUSE}(?:In |in )?(?P<heads>{LIST}|{_ART}{ADJECTIVE})(?:['’]s?)?(?: [\w-]+){{0,3}}? "
    rf"(?P<noun>{DOCUMENT}|{DELEGATE})\b"
)
# "The information document submitted by Malaysia …", "The delegate of Kenya, …"
OF_FORM = re.compile(
    rf"(?:{_CLAUSE})(?:[Tt]he |[Aa]n? |[Ii]n (?:the |an? )|[Tt]his )?(?:(?!that\b)[\w-]+ ){{0,3}}?"
    rf"(?P<noun>{DOCUMENT}|{DELEGATE})(?: and (?:\w+ ){{0,2}}{DOCUMENT})?"
    rf"(?: \([^()]*\))?(?: (?:submitted|presented|received|made|sent|prepared|given|put forward))?"
    rf"(?: jointly)? (?:by|of|from|for) (?:the (?:delegations?|representatives?|delegates?) (?:of|"
    rf"from) )?(?P<heads>{LIST})"
)
# "According to Kenya,", "In the view of Kenya,", "On behalf of Kenya,"
ACCORDING = re.compile(
    rf"(?:[Aa]ccording to (?:the )?(?:(?:delegations?|representatives?|delegates?|"
    rf"information document|contribution|document) (?:of|from|by) )?|[Ii]n the (?:view|opinion|"
    rf"words|experience) of |(?:^|, )[Oo]n behalf of |^For )(?P<heads>{LIST})(?:(?:['’]s?)? "
    rf"(?:[\w-]+ )?{DOCUMENT})?(?=,)"
)
IN_VIEW = re.compile(rf"[Ii]n (?P<heads>{LIST})['’]s? (?:view|opinion|words|experience)\b")
# "It was proposed by Kenya that", "was warmly welcomed by Kenya and Mali"
PASSIVE = re.compile(
    rf"\b(?:was|were|been|is|are|being)(?: \w+ly| also| further| then| first| again)* "
    rf"(?P<verb>{PARTICIPLE})(?: (?:orally|jointly|on the floor|to the meeting|in writing))* by "
    rf"(?:the (?:delegations?|representatives?|delegates?) (?:of|from) )?(?P<heads>{LIST})"
)
# Others whose statements a sentence reports beside its subject's.
BESIDE = re.compile(
    rf"(?:\b(?:[Ii]n line with|[Ii]n accordance with|[Bb]ased on|[Bb]uilding on|[Ff]ollowing|"
    rf"[Aa]t|[Oo]n|[Uu]pon|[Ff]urther to|[Pp]ursuant to|[Gg]iven|[Aa]s per|[Rr]eflecting|"
    rf"[Aa]ccepting|[Aa]cting on) (?:an?|the) (?:[\w-]+ ){{0,2}}(?:proposals?|suggestions?|"
    rf"requests?|recommendations?|initiative|invitation)(?: \w+)? (?:by|from|of)|"
    rf"\b[Aa]s (?:\w+ly )?{PARTICIPLE} by) (?:the (?:delegations?|representatives?) (?:of|from) )?"
    rf"(?P<heads>{LIST})"
)
AT_REQUEST = re.compile(
    rf"\b(?:[Aa]t|[Oo]n|[Ff]ollowing|[Ii]n line with|[Uu]pon) (?P<heads>{LIST})['’]s? (?:\w+ )?"
    r"(?:proposal|suggestion|request|recommendation|invitation|initiative)\b"
)
WITH_SUPPORT = re.compile(
    rf"\b[Ww]ith (?:(?P<heads>{LIST})['’]s? (?:\w+ )?(?:support|agreement|endorsement|backing|"
    rf"concurrence)|(?:the )?(?:\w+ )?(?:support|agreement|endorsement|backing|concurrence) "
    rf"(?:of|from) (?P<heads2>{LIST}))"
)
# Nobody in particular: "several Member States", "the meeting agreed".
_MANY = (
    r"(?:(?:[Ss]everal|[Ss]ome|[Mm]any|[Oo]ther|[Aa] (?:number|few|majority)(?: of)?|[Aa]ll|"
    r"[Mm]ost|[Vv]arious|[Tt]wo|[Tt]hree|[Oo]ne|[Aa]nother|[Tt]hose|[Ff]urther|[Nn]o|"
    r"[Aa] representative of) (?:other |of the |the )?(?:Member States?|member states?|"
    r"Sector Members?|[Dd]elegations?|delegates?|[Mm]embers|[Pp]articipants?|speakers?|countries|"
    r"stakeholders|administrations|civil society|youth|interventions|comments|questions)\b"
    r"(?! (?:of|from|by) (?:the )?[\ue000-\uefff])|(?:[Tt]he )?(?:[Pp]articipants|[Dd]elegates|"
    r"[Dd]elegations|[Mm]embers|[Mm]ember [Ss]tates)\b|(?:[Tt]he|[Tt]his) "
    r"(?:(?:Council )?[Ww]orking [Gg]roup|[Gg]roup|[Mm]eeting|CWG(?:-COP)?|[Ss]ession|plenary|"
    r"Plenary|floor))"
)
_BEFORE = r"^(?:[^,;]{0,90}, )?"
COLLECTIVE = re.compile(
    rf"{_BEFORE}(?:{_MANY}|[Tt]he (?:[Dd]iscussions?|(?:[Dd]raft )?[Aa]genda|[Cc]onsensus)\b|"
    r"Discussions?\b|There (?:was|were)\b|[Ii]t was (?:also |further |then |therefore |thus |"
    r"finally )?(?:agreed|decided|noted|concluded|resolved|understood|recalled|requested|"
    r"announced|proposed|suggested|recommended)\b|No (?:objections?|comments?)\b)"
)
# The same, surely of the meeting and not of what a reported document tells.
MEETING = re.compile(rf"{_BEFORE}{_MANY}(?: \w+ly| also| further| then)* (?:{SAYING}|took note)")
# A subject that stands for whoever had the floor in the sentence before.
PRONOUN = re.compile(
    r"^(?:[^,;]{0,90}, )?(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]he (?:delegations?|delegates?|"
    r"representatives?|contribution|information document|document|paper|presentation|"
    r"intervention|statement|proposal|submission|speaker|liaison statement|foundation|company|"
    r"organi[sz]ation|country|Director|report|author|presenter)|[Tt]his (?:contribution|document|"
    r"intervention|proposal|delegation|paper|statement))\b(?! was (?:agreed|decided|adopted))"
)
# The paragraph opens with a document or statement that it goes on to report.
OPENING_OBJECT = re.compile(
    rf"^(?:an?|its|the|their|his|her|this|\d+) (?:[\w-]+ ){{0,4}}?(?:{DOCUMENT})\b|^\w+ (?:on|of) "
)
