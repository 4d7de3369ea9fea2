"""Verbs of reported speech, as patterns over all their forms."""

from __future__ import annotations

import re

# Verbs that only somebody who has the floor does.
_SAYING_LEMMAS = """
say note state ask request enquire inquire thank welcome emphasize emphasise stress underline
underscore clarify recall remind reiterate reaffirm affirm confirm suggest recommend urge express
indicate caution warn object disagree echo inform reply comment remark mention voice convey
acknowledge appreciate commend congratulate applaud praise concur regret wonder opine question
advise pledge appeal argue insist intervene observe highlight propose respond explain explore
conclude contend claim assert believe consider encourage invite declare reserve add call agree
oppose second answer signal query plead stipulate posit elaborate speak dissociate align
associate point draw take raise seek mind feel think wish want prefer favour favor specify reject
doubt deplore lament fear complain criticize criticise dispute admit concede apologize apologise
salute hail greet tell talk repeat restate interject pay extend undertake hope hold press lend
stand disapprove deny correct challenge sympathize vouch
"""
# Verbs that reports also use of what somebody does elsewhere.
_SHOWING_LEMMAS = """
present introduce share summarize summarise outline describe detail demonstrate illustrate update
brief showcase report deliver announce support endorse submit table provide give make offer cover
refer reflect read open close pose put bring commit advocate defend maintain demand volunteer
contribute communicate circulate adjourn reassure set look focus propose expand touch accept show
cite list promise quote argue trace recount examine discuss
"""
_SAYING, _SHOWING = _SAYING_LEMMAS.split(), _SHOWING_LEMMAS.split()
_IRREGULAR = {
    "feel": ("feels", "felt", "felt"),
    "think": ("thinks", "thought", "thought"),
    "tell": ("tells", "told", "told"),
    "pay": ("pays", "paid", "paid"),
    "hold": ("holds", "held", "held"),
    "undertake": ("undertakes", "undertook", "undertaken"),
    "lend": ("lends", "lent", "lent"),
    "stand": ("stands", "stood", "stood"),
    "show": ("shows", "showed", "shown"),
    "prefer": ("prefers", "preferred", "preferred"),
    "admit": ("admits", "admitted", "admitted"),
    "favour": ("favours", "favoured", "favoured"),
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
    "feel": r"(?:that|it|the need)\b",
    "think": r"(?:that|it)\b",
    "wish": r"(?:to|that|for)\b",
    "want": r"(?:to|more|a|the)\b",
    "tell": r"the\b",
    "talk": r"(?:about|of)\b",
    "pay": r"(?:tribute|homage)\b",
    "extend": r"(?:its|their|his|her|an?|the) (?:\w+ ){0,2}(?:thanks|gratitude|invitation|"
    r"congratulations|condolences|appreciation|welcome)",
    "undertake": r"(?:to|that)\b",
    "hope": r"(?:to|that|for)\b",
    "hold": r"(?:that|the view)\b",
    "plead": r"for\b",
    "press": r"for\b",
    "lend": r"(?:its|their) support",
    "stand": r"(?:ready|by)\b",
    "accept": r"(?!(?:applications|payments|cookies))",
    "point": r"(?:out|to)\b",
    "draw": r"(?:[\w’']+ ){0,4}attention\b",
    "take": r"(?:the floor|note|up the floor|issue with|the view|the opportunity|exception)",
    "raise": r"(?!(?:funds|money|awareness))",
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
    "provide": r"(?!(?:funding|financial|training|services))",
    "give": r"(?!(?:rise|effect|way))",
    "make": r"(?:\w+ ){0,5}?(?:statements?|presentations?|proposals?|interventions?|remarks|"
    r"comments?|references?|suggestions?|observations?|points?|requests?|clear)\b",
    "open": r"(?:the|this) (?:\w+ ){0,3}(?:meeting|session|floor|discussion|debate)\b",
    "close": r"(?:the|this) (?:\w+ ){0,3}(?:meeting|session|floor|discussion|debate)\b",
    "deliver": r"(?:\w+ ){0,4}?(?:statements?|presentations?|remarks|address|messages?|"
    r"interventions?|speech)",
    "read": r"(?:out|the|a)\b",
    "touch": r"(?:up)?on\b",
    "speak": r"(?:of|about|on|to|in|for|against|at|first|next|and)\b",
    "expand": r"(?:up)?on (?:this|that|the (?:point|proposal|topic|presentation))\b",
    "maintain": r"that\b",
    "commit": r"(?:itself|themselves|to)\b",
    "contribute": r"to the (?:discussion|debate)",
    "focus": r"(?:its|their|his|her) (?:\w+ )?(?:remarks|intervention|statement|presentation)",
    "agree": r"(?!(?:upon\b))",
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
        if tail and tail.startswith("(?!"):
            bound.append(rf"(?:{forms})\b(?! {tail[3:]}")
        elif tail:
            bound.append(rf"(?:{forms}) (?:\w+ly )?{tail}")
        else:
            plain.append(forms)
    return rf"(?:(?:{'|'.join(plain)})\b|{'|'.join(bound)})"


# Statements without a verb of speech.
_PHRASES = (
    r"(?:was|were|is|are) (?:also |both |all )?(?:of the (?:view|opinion)|in favou?r|against|"
    r"ready to|willing to|pleased|grateful|concerned|not convinced|unable to|in a position)\b|"
    r"(?:had|has|have) (?:no|some|one|two|an?|several|strong|further|the same)(?: \w+)? "
    r"(?:objections?|questions?|comments?|concerns?|reservations?|doubts?|difficult(?:y|ies)|"
    r"preference|suggestions?|proposals?|view|remarks?|points?)\b|made the following"
)
SAYING = rf"(?:{_verbs(_SAYING)}|{_PHRASES})"
SPEECH = rf"(?:{_verbs(_SAYING + _SHOWING)}|{_PHRASES})"
_PARTICIPLES = "|".join(
    dict.fromkeys(
        _forms(lemma)[2]
        for lemma in [*_SAYING, *_SHOWING]
        if lemma not in ("open", "close", "set", "look", "focus", "make", "take", "support", "give")
    )
)
PARTICIPLE = rf"(?:{_PARTICIPLES}|supported|put forward|made|echoed|backed|seconded|opened|closed)"
