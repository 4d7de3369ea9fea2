"""The English of reported speech: verbs, nouns and phrases, as patterns over masked sentences.

A masked sentence has one private character in place of each name, so that "the Republic of
Korea" and "Chad" look alike: `NAME` for nouns, `ADJECTIVE` for demonyms.
"""

from __future__ import annotations

import re

from ingest.attribution.verbs import OPINION, PARTICIPLE, SAYING, SAYING_SO, SPEECH

NAME_BASE, ADJECTIVE_BASE = 0xE000, 0xE800
NAME = "[\ue000-\ue7ff]"
ADJECTIVE = "[\ue800-\uefff]"

DOCUMENT = (
    r"(?:information documents?|information papers?|contributions?|submissions?|"
    r"liaison statements?|proposals?|interventions?|statements?|presentations?|papers?|"
    r"inputs?|documents?|remarks|comments?|response|reply|report|update|briefing|summary|questions?|"
    r"address|speech|suggestions?|requests?|amendments?|ideas?|offers?|appeals?|motions?|"
    r"oral statement|liaison)"
)
DELEGATE = (
    r"(?:delegations?|delegates?|representatives?|spokespersons?|administration|ambassador|"
    r"minister)"
)
# Those that a report summarises over several sentences.
REPORTED = (
    r"(?:information documents?|information papers?|contributions?|submissions?|"
    r"liaison statements?|presentations?|papers?|inputs?|documents?|report|update|briefing|liaison)"
)
_ART = r"(?:[Tt]he )?"
_AND = r"(?:,? (?:and|&|or|as well as|together with|along with|jointly with|followed by) )"
LIST = rf"{_ART}{NAME}(?: \([^()]*\))?(?:(?:, {_ART}{NAME}(?: \([^()]*\))?)*{_AND}{_ART}{NAME})?"
_ADJECTIVES = rf"{_ART}{ADJECTIVE}(?:(?:, {ADJECTIVE})*{_AND}{_ART}{ADJECTIVE})?"
_ADVERBS = (
    r"(?: (?:has|have|had|also|each|then|further|furthermore|again|briefly|both|jointly|"
    r"strongly|likewise|additionally|similarly|subsequently|separately|specifically|therefore|"
    r"formally|once more|once again|in turn|in addition|for (?:its|his|her) part|would like to|"
    r"wished to|wishes to|wanted to|wants to|did not|does not|could not|cannot|can|could|would|"
    r"will|must|\w+ly)(?= ))*"
)
_SUPPORT = (
    rf"(?:,? (?:(?:together|along|jointly|in cooperation) with|(?:as )?(?:supported|seconded|"
    rf"joined|echoed|backed|endorsed|followed|co-signed)(?: in this)? by) (?P<backers>{LIST}),?)"
)
_ASIDE = r"(?:(?:,| [–—-]) (?P<aside>[^;]{1,160}?)(?:,| [–—-])(?= ))"
# Where a new subject may begin: not behind "that" or "which", which report of others.
CLAUSE = re.compile(
    r"^|[;:—–(“\"] |[—–(“\"]|, |\b(?:and|but|[Ww]hile|whereas|[Aa]s|[Ww]hen|[Hh]owever|although|"
    r"[Bb]oth|Then|Lastly|Finally) "
)


def subject(verbs: str) -> re.Pattern[str]:
    """Who does it: "Kenya, supported by Ghana and Mali, also proposed"."""
    return re.compile(
        rf"(?P<heads>{LIST})(?: (?:of|from|for|representing|on behalf of) "
        rf"(?P<of>{LIST}|[^,;.]{{2,60}}?))?(?:{_SUPPORT}|{_ASIDE})?"
        rf"(?: itself| themselves)?{_ADVERBS} (?P<verb>{verbs})"
    )


SUBJECT = subject(SPEECH)
SUBJECT_SAYING = subject(SAYING)
# "Kenya cited its own rules and called for others": an act of any kind, then one of speech.
SUBJECT_THEN = subject(
    rf"(?!(?:and|or|who|which|that|was|were|is|are)\b)[a-z]+\b[^,;.:]{{0,80}}? and "
    rf"(?:\w+ly |also |then )?{SAYING}"
)
# States that state something in words of any kind: "Kenya was adamant that …", "Kenya could not
# see why …", "Kenya smiled, arguing that …", "For Kenya nothing had changed, as its delegate said".
STATING = subject(
    r"(?!(?:and|or|who|which|that|has|have|is|are|will|ensured|required|meant|provided|guaranteed|"
    r"arranged|ruled)\b)(?:"
    rf"(?:[a-z]+ed|(?:(?!that\b)[\w’'-]+ ){{1,5}}?{OPINION}) (?:that|whether|why)\b"
    rf"|[^;:]{{2,120}}?, (?:while )?{SAYING_SO}\b"
    r"|[^;.]{2,80}?[,:] in (?:its|their) (?:opinion|view)\b"
    rf"|[^;:.]{{2,120}}?, as (?:its|their) (?:delegates?|delegations?|representatives?) {SAYING})"
)
# "Document 3, submitted by Kenya, was presented by Ms Roe"
SUBMITTED = re.compile(
    rf"^[^;.]{{0,60}}?\b(?i:{DOCUMENT})\b[^;.]{{0,40}}? (?:submitted|prepared|contributed) by "
    rf"(?P<heads>{LIST}),? (?:was|were) {PARTICIPLE}\b"
)
# "The Rapporteur for Question 5, Ms Roe (Chad), replied", "Youth delegate Ms Roe asked"
_TITLE = (
    r"^(?:(?:The )?(?!(?:Its|Their|His|Her|Whose|On|In|At|After|For|With|To|By)\b)[A-Z][\w-]+"
    rf"(?: [^,;.()]{{1,60}}?)?(?P<comma>,)? )(?P<heads>{NAME})(?: \([^()]*\))?(?(comma),)"
)
TITLED = re.compile(rf"{_TITLE}{_ADVERBS} {SPEECH}")
TITLED_OTHER = re.compile(rf"{_TITLE} [a-z]")
FUNCTION = re.compile(
    r"\b(?:[Rr]apporteur|[Cc]onven[eo]r|[Mm]oderator|[Cc]oordinator|(?:[Vv]ice-)?[Cc]hair\w*|"
    r"[Ff]acilitator|[Ee]ditor)s?\b"
)
_NO_FILLER = (
    r"(?i:that|after|on|in|at|to|of|by|with|for|from|upon|given|based|under|during|against|about|"
    r"since|before|despite|without|as|and|but|while|all|these|those|both|it|is|was|were|are|has|have|had|will|would|\w+ing)\b"
)
# "Malaysia's revised information document …", "the Norwegian delegation …", "the Kenya paper …"
POSSESSOR = re.compile(
    rf"(?:In |in )?(?P<heads>{LIST}|{_ADJECTIVES})(?:['’]s?(?: (?!{_NO_FILLER})[\w-]+){{0,3}}?|"
    rf"(?: (?!{_NO_FILLER})[\w-]+)?) (?P<noun>{DOCUMENT}|{DELEGATE})\b"
)
# "The information document submitted by Malaysia …", "The delegate of Kenya, …"
OF_FORM = re.compile(
    r"(?:[Tt]he |[Aa]n? |[Ii]n (?:the |an? )|[Tt]his )?"
    rf"(?:(?!{_NO_FILLER})[\w-]{{1,40}} ){{0,3}}?"
    rf"(?P<noun>{DOCUMENT}|{DELEGATE})(?: and (?:\w+ ){{0,2}}{DOCUMENT})?"
    rf"(?: \([^()]*\))?(?: (?:submitted|presented|received|made|sent|prepared|given|put forward))?"
    rf"(?: jointly)? (?:by|of|from|for) (?:the (?:delegations?|representatives?|delegates?) (?:of|"
    rf"from) )?(?P<heads>{LIST})"
)
OF_HINT = re.compile(rf"\b(?:by|of|from|for) (?:the )?(?:[a-z]+ (?:of|from) )?(?:the )?{NAME}")
# "According to Kenya,", "In the view of Kenya,", "On behalf of Kenya,"
ACCORDING = re.compile(
    rf"(?:[Aa]ccording to (?:the )?(?:(?:delegations?|representatives?|delegates?|"
    rf"information document|contribution|document) (?:of|from|by) )?|[Ii]n the (?:view|opinion|"
    rf"words|experience) of |(?:^|, )(?:[Ss]peaking )?[Oo]n behalf of |^For |"
    rf"^Speaking for )(?P<heads>{LIST})(?:(?:['’]s?)? "
    rf"(?:[\w-]+ )?{DOCUMENT})?(?=,)"
)
IN_VIEW = re.compile(rf"[Ii]n (?P<heads>{LIST})['’]s? (?:view|opinion|words|experience)\b")
# "It was proposed by Kenya that", "was warmly welcomed by Kenya and Mali"
PASSIVE = re.compile(
    rf"(?:\b(?:was|were|been|is|are|being)(?: \w+ly| also| further| then| first| again)* "
    rf"{PARTICIPLE}(?: (?:orally|jointly|in writing|(?:at|on|in|to) [^,;.]{{1,40}}?))? by|"
    rf"\b(?:received|gained|enjoyed|found|met with|met) (?:the |some |strong |broad |wide )*"
    rf"(?:support|agreement|approval|opposition|objections?) (?:from|of|by|in)) "
    rf"(?:the (?:delegations?|representatives?|delegates?) (?:of|from) )?"
    rf"(?P<heads>{LIST}(?:, {_ART}{NAME}(?=[\s,.]))?)"
)
# "A number of delegates (Kenya, Ghana) supported", "Several delegations, including Kenya, asked"
_ENUM = rf"{_ART}{NAME}(?:(?:,|;|,? and) {_ART}{NAME})*"
NAMED_AMONG = re.compile(
    rf"\b(?:delegates|delegations|[Mm]ember [Ss]tates|countries|members|participants|speakers|"
    rf"administrations|others|organi[sz]ations|companies)"
    r"(?: \(|, )(?:(?:including|such as|among them|notably|namely|in particular|e\.g\.),? )?"
    rf"(?P<heads>{_ENUM})(?:\)|,){_ADVERBS} {SPEECH}"
)
# "The floor was given to Kenya, which presented …", "the Chair gave the floor to Kenya, who …"
FLOOR_GIVEN = re.compile(
    rf"\b(?:floor|word) (?:(?:was|is) (?:then |also |next )?)?(?:given |passed |handed )?to "
    rf"(?P<heads>{LIST})(?:, (?:which|who|whose)|(?= to \w))"
)
# "…, said Kenya."
INVERTED = re.compile(
    r"[,”\"] (?:said|says|noted|added|explained|stressed|argued|recalled|observed|concluded|"
    rf"replied|remarked) (?P<heads>{LIST})(?=\.|,|;|$)"
)
# "It was the view of Kenya that"
VIEW_OF = re.compile(
    r"\b[Ii]t (?:is|was|remained) (?:also )?the (?:\w+ )?(?:view|understanding|opinion|position|"
    rf"intention|hope|wish|belief) of (?P<heads>{LIST})"
)
# "Support came from Ghana and Mali", "it appeared to Kenya that"
CAME_FROM = re.compile(
    r"(?:\b(?:[Ss]upport|[Bb]acking|[Oo]pposition|[Oo]bjections?|[Rr]eservations?)"
    r"(?: (?:for|to|on|about) [^,;.]{1,80}?)? came from|\b[Ii]t (?:appeared|seemed) to) "
    rf"(?P<heads>{LIST})"
)
# An office does nothing in a meeting's report that is not reported of it.
OFFICE_ACT = re.compile(
    rf"(?P<heads>{LIST})(?:{_SUPPORT}|{_ASIDE})?{_ADVERBS} (?!was |were |is |are |be )"
    r"(?:[a-z]+ed|[a-z]+s|gave|took|made|drew|put|ruled|left|let|set|sent|told|began|went|held|met)\b"
)
# Somebody in the place of the subject who may or may not be reported.
OTHER_SUBJECT = re.compile(
    rf"^(?:[^,;]{{0,90}}, )?(?P<heads>{_ART}{NAME}(?: \([^()]*\))?"
    rf"(?:(?:,|,? and|,? or|,? as well as) {_ART}{NAME})*)(?: \([^()]*\))?(?:, [^,;]{{1,90}},)?"
    rf"{_ADVERBS} (?!(?:and|or|with|in|on|of|for|to|from|by|as|at|who|which|where|not)\b)[a-z]"
)
# Persons of the meeting's surroundings who speak for no delegation.
BYSTANDER = re.compile(
    r"^(?:[^,;]{0,90}, )?(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Ss]ome|[Ss]everal) (?:[\w-]+ )?"
    r"(?i:counsell?ors?|observers?|moderators?|interpreters?|experts?|consultants?|rapporteurs?|"
    r"facilitators?|panell?ists?|advisers?|advisors?|students?|staff|audience|youth|young people)\b"
    rf"[^,;]{{0,60}}? {SAYING}"
)
BEHALF = re.compile(rf",? (?:also )?(?:speaking )?(?:also )?on behalf of (?P<heads>{LIST})")
# Others whose statements a sentence reports beside its subject's.
BESIDE = re.compile(
    rf"(?:\b(?:[Ii]n line with|[Ii]n accordance with|[Bb]ased on|[Bb]uilding on|[Ff]ollowing|"
    rf"[Aa]t|[Oo]n|[Uu]pon|[Ff]urther to|[Pp]ursuant to|[Gg]iven|[Aa]s per|[Rr]eflecting|"
    rf"[Aa]ccepting|[Aa]cting on) (?:an?|the) (?:[\w-]+ ){{0,2}}(?:proposals?|suggestions?|"
    rf"requests?|recommendations?|initiative|invitation)(?: \w+)? (?:by|from|of)|"
    rf"\b[Aa]s (?:\w+ly )?{PARTICIPLE} by) "
    r"(?:the (?:delegations?|representatives?|delegates?) (?:of|from) )?"
    rf"(?P<heads>{LIST}){_SUPPORT}?"
)
# "a text on schools, which Kenya seconded"
SECONDED = re.compile(
    rf", (?:which|a \w+ (?:that|which)) (?P<heads>{LIST}){_ADVERBS} (?:supported|seconded|"
    r"backed|endorsed|opposed|welcomed|echoed|shared|rejected|questioned|contested)\b"
    r"(?! (?:in|since|at the|during the) (?:\d|last|previous|earlier))"
    rf"|, (?:to|upon|after) which (?P<heads2>{LIST}|{_ADJECTIVES} {DELEGATE}){_ADVERBS} {SPEECH}"
    rf"|, (?:and )?(?P<heads3>{_ART}{NAME}) (?:at|by|for|since) \d"
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
    r"(?:next |last |first |second |third |same |present )?"
    r"(?:(?:Council )?[Ww]orking [Gg]roup|[Gg]roup|[Mm]eeting|CWG(?:-COP)?|[Ss]ession|plenary|"
    r"Plenary|floor))"
)
_BEFORE = r"^(?:[^,;]{0,90}, )?"
COLLECTIVE = re.compile(
    rf"{_BEFORE}(?:{_MANY}|[Tt]he (?:[Dd]iscussions?|(?:[Dd]raft )?[Aa]genda|[Cc]onsensus)\b|"
    r"Discussions?\b|(?:[Tt]he )?(?:[Vv]iews|[Oo]pinions|[Pp]ositions)(?: of [^,;.]{1,40}?)? "
    r"(?:were|differed|diverged|remained|varied)\b|There (?:was|were)\b|"
    r"[Ii]t was (?:also |further |then |therefore |thus |finally )?"
    r"(?:so )?(?:agreed|decided|noted|concluded|resolved|understood|recalled|"
    r"requested|announced|proposed|suggested|recommended)\b|"
    r"(?:[Tt]he|[Tt]his|[Tt]hese) (?:[\w-]+ ){1,5}?"
    r"(?:was|were) (?:then |also |thus |therefore |finally |so |not )?(?:approved|adopted|agreed|"
    r"deleted|endorsed|accepted|postponed|amended|withdrawn|retained|held)\b|"
    r"Others\b|No(?:body| one)\b|No (?:other |further )?\w+ (?:was|were)\b|"
    r"No (?:objections?|comments?)\b|(?:[Tt]he|[Tt]his) (?:proposal|suggestion|request|idea|"
    r"amendment)s? (?:did not (?:find|gain|receive|meet)|found no|(?:was|were) not)\b)"
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
    rf"^(?:an?|its|the|their|his|her|this|\d+) (?:[\w-]+ ){{0,4}}?{REPORTED}\b"
)
