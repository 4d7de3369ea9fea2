"""The words that questions are built from, apart from what they are about.

Closed lists of English and, for the framing of a question, the other five UN languages.
No word here names a delegation, a document or a topic.
"""

from __future__ import annotations

import re

from index_store.analysis import stem as stem
from ingest.folding import composed

# Words of speaking and submitting, as they stand in "What did X … about Y?".
SPEECH = frozenset(
    """
    say said says saying tell told state states stated think thinks thought report reports reported
    propose proposes proposed suggest suggests suggested raise raises raised ask asks asked request
    requests requested mention mentions mentioned note notes noted comment comments commented
    emphasize emphasized emphasise emphasised underline underlined stress stressed highlight
    highlights highlighted outline outlined describe described present presents presented announce
    announced clarify clarified explain explained recall recalled inform informed share shared
    welcome welcomed support supports supported oppose opposed object objected call called urge
    urged recommend recommended invite invited respond responded reply replied answer answered
    express expressed indicate indicated argue argued claim claimed discuss discussed debate
    bring brings brought deal deals dealt touch touched react reacts reacted criticise criticised
    criticize criticized debated speak spoke spoken talk
    talked thank thanked view viewed consider considered believe
    believed feel felt want wanted intervene intervened point pointed submit submitted contribute
    contributed enquire enquired inquire inquired reaffirm reaffirmed underscore
    underscored address addressed agree agreed disagree disagreed add added
    decide decides decided settle settles settled conclude concludes concluded
    refer refers referred back backs backed mean means meant contrast contrasted seek sought
    volunteer volunteered offer offered insist insisted warn warned worry worried stand stood
    """.split()
)

# Nouns that only name the act of speaking or the vehicle it came in.
VEHICLES = frozenset(
    """
    anything something contribution contributions position positions view views opinion opinions
    stance concern concerns remark remarks proposal proposals suggestion suggestions statement
    statements comment comments intervention interventions question questions point points idea
    ideas delegation delegations delegate delegates representative country countries state states
    member members speaker speakers participant participants organization organizations
    organisation organisations party parties summary summarize summarise overview discussion
    discussions debate debates information document documents presentation attitude response
    paper papers wording reaction reactions worries grounds reasons reason side
    """.split()
)

QUESTION_WORDS = frozenset(
    """
    what which who whom whose when where why how did do does done has have had is are was were be
    been being will would can could should may might shall there please give list name many much
    the a an of in on at to for from by with about into over under between and or but not no nor
    it its they their them this that these those he she his her we us our you your i me my as if so
    than then also any some all each every both either such own same other others very just more
    most regarding concerning towards toward relation respect regard regards according compare
    compared comparison versus vs difference differences differ summarize summarise summary explain
    gist outline
    show find want know need us let get got go going come make made during after before since
    until while again ever already everything else sorry
    actually rather pardon wait look looked looking first exist exists existed
    anybody anyone somebody someone nobody yes gist
    """.split()
)

# Verbs by which a speaker takes a side or does something: "Who supported X?" does not want those
# who only spoke of X.
STANCE = frozenset(
    """
    support supports supported oppose opposes opposed object objects objected
    agree agrees agreed disagree disagrees disagreed welcome welcomes welcomed criticise criticised
    criticize criticized thank thanked request requests requested propose proposes proposed suggest
    suggests suggested recommend recommended offer offered volunteer volunteered favour favoured
    favor favored reject rejected vote voted urge urged invite invited announce announced launch
    launched worry worries worried concerned
    """.split()
)

# Framing words of questions in the other UN languages (French, Spanish, Russian, Arabic, Chinese):
# what is left of a question without them and the names is its topic.
FRAMING: dict[str, frozenset[str]] = {
    "fr": frozenset(
        """
        qu que quoi quel quelle quels quelles qui quand où comment pourquoi combien est ce a ont
        dit dire disait déclaré proposé présenté souligné demandé sur de du des la le les l un une
        d au aux en et ou dans par pour avec son sa ses leur leurs il elle ils elles au sujet
        propos concernant position point vue contribution délégation pays s était t n ne pas
        sont été fait à je voulais voulait dire parler non oui mais puis y pourquoi propose
        proposent pense pensent autre autres déjà aussi donc alors veux veut savoir peux peut
        pouvez vous me m moi ce cela ça cette ces celui celle
        """.split()
    ),
    "es": frozenset(
        """
        qué que cuál cuáles quién quiénes cuándo dónde cómo por cuánto cuántos cuántas dijo dijeron
        ha han propuso presentó señaló destacó pidió sobre acerca de del la el los las un una unos
        en y o con para su sus al es son fue era se lo respecto posición contribución delegación
        país quería quiero decir no sí pero más otros otras también saber puede puedes me mi
        eso esto esa ese esta este
        """.split()
    ),
    "ru": frozenset(
        """
        что какой какая какие какое кто когда где как почему сколько сказал сказала сказали
        заявил заявила предложил предложила представил представила о об обо по в во на и или с со
        у за для от до из это а но ну же ли не да нет я имел имела виду ещё еще такое такой такая
        каково каков какова какую каким сегодня скажите расскажите мне можете
        позиция вклад делегация страна было была был
        """.split()
    ),
    "ar": frozenset(
        """
        ماذا ما من متى أين كيف لماذا كم قالت قال ذكرت ذكر اقترحت اقترح قدمت قدم عن حول في على إلى
        من و أو هل هي هو بشأن موقف مساهمة وفد بخصوص لا أقصد قصدت عفوا هذا هذه ذلك التي الذي
        كان كانت عند مع لدى
        """.split()
    ),
    "zh": frozenset(
        """
        什么 哪些 哪个 谁 何时 哪里 如何 为什么 多少 说 说了
        提出 提出了 关于 对 的 了 在 和 与 有 是 就 表示 那 呢 吗 不 不是 我
        我是说 我的意思是 指的是
        看法 意见 立场 观点 怎么 怎样 还有 其他 请 告诉 介绍 说过 认为 什么看法 有什么
        """.split()
    ),
}

# French joins small words to the next: "l'intelligence", "qu'a".
_ELISION = re.compile(r"\b(?:l|d|qu|s|n|c|j|m|t|jusqu|lorsqu)['’](?=\w)", re.I)
# Names that keep all of their parts, also such as are small words: "GO-SAFER", "ALL-IN".
_NAME = re.compile(r"\b(?=[A-Z0-9-]*-)(?=[A-Z0-9-]*[A-Z]{2})[A-Z0-9]+(?:-[A-Z0-9]+)+\b")
_WORD = re.compile(r"[^\W_]+(?:[.'’&/][^\W_]+)*")


def words(text: str) -> list[str]:
    """Words of `text`, case kept; "Nattlys.no" and "U.S" are one word, hyphens separate."""
    return _WORD.findall(composed(text))


def content_words(text: str, language: str = "en") -> list[str]:
    """Words of a question that carry its topic, in order, without its grammar.

    >>> content_words("How many reports did the hotline process in 2024?")
    ['reports', 'hotline', 'process', '2024']
    >>> content_words("What is ALL-IN about?")
    ['ALL', 'IN']
    """
    framing = FRAMING.get(language, frozenset())
    if language == "fr":
        text = _ELISION.sub(" ", text)
    elif language == "zh":
        # Chinese is written without spaces: framing words are cut out, the longest first.
        for phrase in sorted(framing, key=len, reverse=True):
            text = text.replace(phrase, " ")
    text = text.replace("’", "'")
    named = {n for m in _NAME.finditer(text) for n in range(m.start(), m.end())}
    return [
        word
        for word, start in ((m[0], m.start()) for m in _WORD.finditer(text))
        if start in named
        or (
            word.lower() not in QUESTION_WORDS
            and word.lower() not in framing
            and (len(word) > 1 or not word.isascii() or word.isdigit())
        )
    ]
