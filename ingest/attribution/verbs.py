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
stand disapprove deny correct challenge sympathize vouch float relay counter retort rejoin subscribe
broach dwell go find deem see join remain side petition assure cast
protest dissent beg attach place lay unveil lean follow fail leave sum round
"""
# Verbs that reports also use of what somebody does elsewhere.
_SHOWING_LEMMAS = """
present introduce share summarize summarise outline describe detail demonstrate illustrate update
brief showcase report deliver announce support endorse submit table provide give make offer cover
refer reflect read open close pose put bring commit advocate defend maintain demand volunteer
contribute communicate circulate adjourn reassure set look focus propose expand touch accept show
cite list promise quote argue trace recount examine discuss address allude
"""
_SAYING, _SHOWING = _SAYING_LEMMAS.split(), _SHOWING_LEMMAS.split()
_IRREGULAR = {
    "see": ("sees", "saw", "seen"),
    "leave": ("leaves", "left", "left"),
    "sum": ("sums", "summed", "summed"),
    "lay": ("lays", "laid", "laid"),
    "beg": ("begs", "begged", "begged"),
    "go": ("goes", "went", "gone"),
    "find": ("finds", "found", "found"),
    "cast": ("casts", "cast", "cast"),
    "dwell": ("dwells", "dwelt", "dwelt"),
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
    "draw": r"(?:[\w’']+ ){0,4}(?:attention|conclusions?|lessons?|parallels?)\b",
    "take": r"(?:the floor|note|up the floor|issue with|the view|the opportunity|exception|"
    r"(?:an?|the|another) (?:[\w-]+ )?(?:position|stance|line|view|stand)\b)",
    "see": r"(?:(?:little|no|some|great|much|any|clear|considerable|the|an?|real|more) ){0,2}"
    r"(?:\w+ )?(?:value|merit|need|benefit|advantage|use|scope|room|difficult(?:y|ies)|risk|danger|"
    r"reason|point|place|basis|justification|necessity|potential|link|contradiction|problem)\b",
    "go": r"(?:(?:a step )?further\b|so far as\b|on to (?:say|ask|add|explain|note)\b)",
    "find": r"(?:that|it|the (?:[\w-]+ ){1,6}?(?:premature|useful|helpful|unclear|too|very|"
    r"unnecessary|acceptable|unacceptable|difficult|excessive|insufficient|confusing))\b",
    "deem": r"(?:it|the|that|this)\b",
    "float": r"(?:the|an?|this) (?:\w+ )?(?:idea|notion|possibility|suggestion|proposal)",
    "subscribe": r"to\b",
    "protest": r"(?:against|that)\b",
    "beg": r"to differ\b",
    "attach": r"(?:\w+ )?importance\b",
    "place": r"(?:\w+ )?(?:emphasis|importance)\b",
    "lay": r"(?:\w+ )?(?:emphasis|stress)\b",
    "lean": r"towards?\b",
    "follow": r"suit\b",
    "fail": r"to (?:see|understand)\b",
    "leave": r"no doubt\b",
    "sum": r"up\b",
    "round": r"off\b",
    "broach": r"the\b",
    "dwell": r"(?:up)?on\b",
    "side": r"with\b",
    "join": r"(?:the consensus|in (?:\w+ing|the)\b)",
    "remain": r"(?:\w+ )?(?:un)?(?:convinced|persuaded|opposed|concerned|of the (?:view|opinion)|"
    r"sceptical|skeptical|doubtful|open to|in favou?r|against)\b",
    "assure": r"(?:the|members|participants|delegat)",
    "cast": r"(?:\w+ )?doubts?\b",
    "relay": r"(?:the|an?|its|that)\b",
    "address": r"(?:the|this) (?:\w+ )?(?:meeting|group|session|participants|"
    r"delegates|gathering)\b",
    "allude": r"to\b",
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
    "set": r"(?:out\b|forth\b|(?:great |much )?store by\b)",
    "look": r"forward\b",
    "put": r"(?:forward\b|(?:it|them|this|the [^,;.]{1,60}?) at\b|on record\b|the question\b)",
    "bring": r"(?:\w+ ){0,6}(?:attention|notice)\b",
    "provide": r"(?!(?:funding|financial|training|services))",
    "give": r"(?!(?:rise|effect|way))",
    "make": r"(?:\w+ ){0,5}?(?:statements?|presentations?|proposals?|interventions?|remarks|"
    r"comments?|references?|declarations?|case for|plain|known|"
    r"suggestions?|observations?|points?|requests?|clear)\b",
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
    r"(?:was|were|is|are) (?:also |both |all |not )?(?:\w+ly |rather |less |more )?"
    r"(?:of (?:the|the same|another|a different|that) (?:view|opinion|mind)|"
    r"in (?:favou?r|agreement)|against|"
    r"ready to|willing to|prepared to|keen (?:to|on)|reluctant|hesitant|anxious|pleased|happy|"
    r"grateful|concerned|worried|alarmed|surprised|disappointed|opposed to|sceptical|skeptical|"
    r"doubtful|open to|convinced|persuaded|satisfied|unable to|in a position)\b|"
    r"(?:had|has|have) (?:no|some|one|two|an?|several|strong|serious|further|the same)(?: \w+)? "
    r"(?:objections?|questions?|comments?|concerns?|reservations?|doubts?|difficult(?:y|ies)|"
    r"preference|suggestions?|proposals?|view|remarks?|points?|misgivings|hesitations?|"
    r"sympathy)\b|(?:had|has|have) (?:misgivings|reservations|doubts|sympathy)\b|"
    r"(?:would|could|can) (?:not )?(?:rather|go along with|live with)\b|made the following"
)
# What follows a statement in whatever words: "Kenya was adamant that …", "…, arguing that …".
SAYING_SO = (
    r"(?:stating|arguing|saying|noting|adding|explaining|recalling|pointing out|claiming|insisting|"
    r"maintaining|observing|remarking|warning|cautioning|citing|asking|wondering|fearing|"
    r"contending|asserting|believing|considering|regretting)"
)
OPINION = (
    r"(?:record|assurances?|clear|known|plain|view|position|line|hope|opinion|impression|wish|"
    r"conviction|belief|point|understanding|regret|fears?|doubts?|adamant|certain|sure|confident|"
    r"hopeful|mindful|unclear|uncertain|undecided)"
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
