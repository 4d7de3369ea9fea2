"""What no document could answer: greetings, thanks, requests for poems, code or the weather.

`is_small_talk` knows them by their form. `is_general_knowledge` knows questions that a document
might answer after all ("What is the price of one contact?"); it is asked only where none did.
"""

from __future__ import annotations

import re

_PLEASANTRIES = {
    "en": r"hi|hiya|hello|hey|good\s+(?:morning|afternoon|evening|day|night)|thanks?(?:\s+you)?|"
    r"cheers|"
    r"bye|goodbye|see\s+you(?:\s+later)?|how\s+are\s+you(?:\s+doing)?|how\s+do\s+you\s+do|"
    r"what(?:'s|\s+is)\s+up|i\s+(?:love|like|hate)\s+you|"
    r"nice\s+to\s+meet\s+you|who\s+(?:are\s+you|(?:made|built|created|programmed|trained|owns)\s+you)|what(?:'s|"
    r"\s+is)\s+your\s+name|"
    r"what\s+(?:are\s+you|can\s+you\s+do|do\s+you\s+do)|how\s+can\s+you\s+help(?:\s+me)?|"
    r"can\s+you\s+help(?:\s+me)?|are\s+you\s+(?:a\s+|an\s+)?(?:human|robot|bot|ai|real|there)|help|"
    r"great|perfect|wow|cool|nice|awesome|lol|ha(?:ha)+|hm+|yes|no|sure|never\s*mind|"
    r"ok(?:ay)?|well\s+done|make\s+(?:me|us)\s+(?:laugh|smile)|i(?:'m|\s+am)\s+bored",
    "fr": r"bonjour|bonsoir|salut|merci|au\s+revoir|(?:comment\s+)?ça\s+va|"
    r"comment\s+allez[\s-]vous|"
    r"qui\s+(?:t'|vous\s+)a\s+(?:créée?|faite?)|(?:que|qu'est-ce\s+que)\s+(?:peux|sais)?[\s-]?tu"
    r"(?:\s+(?:peux|sais))?\s+faire|(?:tu\s+peux|peux[\s-]tu|pouvez[\s-]vous|vous\s+pouvez)\s+m'aider|"
    r"quel\s+âge\s+as[\s-]tu|comment\s+(?:tu\s+t'appelles|t'appelles-tu)|"
    r"qui\s+(?:es[\s-]tu|êtes[\s-]vous)|bonne\s+(?:journée|soirée|nuit)|fais-(?:moi|nous)\s+rire",
    "es": r"hola|buen[oa]s\s+(?:d[ií]as|tardes|noches)|gracias|adi[oó]s|qu[ié]+n\s+eres|"
    r"qu[ée]\s+tal|"
    r"qui[ée]n\s+te\s+(?:cre[óo]|hizo)|qu[ée]\s+(?:puedes|sabes)\s+hacer|"
    r"(?:me\s+puedes\s+ayudar|puedes\s+ayudarme)|c[óo]mo\s+te\s+llamas|"
    r"cu[áa]ntos\s+años\s+tienes|"
    r"c[óo]mo\s+est[áa]s?|hasta\s+luego",
    "ru": r"привет|здравствуй(?:те)?|спасибо|до\s+свидания|пока|добрый\s+(?:день|вечер)|"
    r"доброе\s+утро|"
    r"кто\s+тебя\s+(?:создал|сделал)|что\s+ты\s+(?:умеешь|можешь)|(?:ты\s+)?можешь\s+(?:мне\s+)?помочь|"
    r"как\s+тебя\s+зовут|сколько\s+тебе\s+лет|"
    r"кто\s+ты|как\s+дела|кто\s+вы",
    "ar": r"مرحبا|أهلا|السلام\s+عليكم|شكرا|صباح\s+الخير|مساء\s+الخير|من\s+أنت|كيف\s+حالك|"
    r"من\s+(?:صنعك|أنشأك|طورك)|ماذا\s+(?:يمكنك|تستطيع)\s+أن\s+تفعل|هل\s+يمكنك\s+مساعدتي|ما\s+اسمك|كم\s+عمرك|"
    r"كيف\s+الحال|"
    r"مع\s+السلامة",
    "zh": r"你好吗?|您好|谢谢你?|再见|早上好|晚上好|你是谁|"
    r"谁(?:创造|开发|做)了?你的?|你(?:能|会|可以)(?:做|干)?什么|你能帮我吗|你叫什么(?:名字)?|你(?:几岁|多大)了?|你怎么样|嗨",
}
_EXTRAS = (
    r"there|very\s+much|so\s+much|all|again|today|a\s+lot|everyone|friend|beaucoup|bien|muchas|"
    r"mucho|"
    r"(?:pour|por)\s+(?:ton|votre|tu|su|la|el|tout|todo)(?:\s+\w+)?|за\s+(?:помощь|ответ\w*)|"
    r"большое|جزيلا|الك?|لك|and|et|y|и|و|for\s+(?:your|the|that|all\s+your)(?:\s+\w+){0,2}|"
    r"that(?:'s|\s+is|\s+was)\s+"
    r"(?:all|helpful|great|useful)"
)
_PLEASANT = {
    language: re.compile(rf"^\W*(?:(?:{listed}|{_EXTRAS})(?:\W+|$))+$", re.I)
    for language, listed in {
        "en": "|".join(_PLEASANTRIES.values()),
        **{k: v for k, v in _PLEASANTRIES.items() if k in ("fr", "es")},
    }.items()
}
_WORKS = (
    r"(?:poems?|songs?|jokes?|stor(?:y|ies)|haikus?|scripts?|programs?|functions?|essays?|"
    r"limericks?|"
    r"pictures?|recipes?|riddles?|lyrics|sonnets?|raps?|loops?|quer(?:y|ies)|games?|apps?|"
    r"websites?|e-?mails?|cover\s+letters?|cvs?|tweets?|"
    r"(?:(?:python|java|javascript|html|sql|c|css|some|the|source|computer)\s+)code|"
    r"code(?=\s+(?:for|that|to|in)\b))"
)
_ERRANDS = {
    "en": r"(?:(?:please|can\s+you|could\s+you|would\s+you|will\s+you|i\s+want\s+you\s+to|help"
    r"\s+me)\s+(?:to\s+)?)*"
    rf"(?:(?:write|draft|compose|sing|draw|tell|give|make|create|generate|show|code|program|build|fix|"
    rf"debug|"
    rf"recite|invent)\s+(?:(?:me|us)\s+)?(?:this|my|a|an|some|"
    rf"the)?\s*(?:[\w-]+\s+){{0,3}}?{_WORKS}\b"
    r"|translate\s+(?!.*\b(?:paper|document|paragraph|section|statement|position|contribution|"
    r"what)\b)"
    r"|how\s+do\s+(?:you|i)\s+(?:say|spell|pronounce)\s+.{1,60}\bin\s+\w+\W*$"
    r"|play\s+(?:me\s+)?(?:some\s+)?(?:music|chess|a\s+game|a\s+song|\w+\W*$)|remind\s+me\s+to"
    r"|book\s+(?:me\s+)?an?\s|order\s+(?:me\s+)?an?\s|recommend\s+(?:me\s+)?an?\s+(?!document|"
    r"paper)"
    r"|solve\s+|calculate\s+|convert\s+\d|what\s+time\s+is\s+it|what(?:'s|\s+is)\s+the\s+time\W*$)",
    "fr": r"(?:(?:peux-tu|pouvez-vous|pourriez-vous|s'il\s+(?:te|"
    r"vous)\s+plaît)\s*,?\s+(?:m['e]\s*|nous\s+)?)*"
    r"(?:(?:[ée]cri|racont|compos|chant|dessin|fai|invent|donn|programm|cod)\w*(?:-(?:moi|"
    r"nous))?\s+"
    r"(?:moi\s+)?(?:un\s+|une\s+|le\s+|la\s+|du\s+|des\s+)?(?:\w+\s+){0,2}?(?:poèmes?|chansons?|"
    r"blagues?|"
    r"histoires?|e-?mails?|courriels?|lettres?|programme|code|script|recettes?|haïkus?|dissertation|dessin)\b"
    r"|tradui(?:s|sez|re)\s+(?!.*\b(?:document|paragraphe|section|déclaration|position)\b)"
    r"|combien\s+font?\s+\d|(?:ignore[zr]?|oublie[zr]?)\s+(?:toutes?\s+)?(?:tes|vos|les)\s+(?:\w+\s+)?"
    r"(?:instructions|règles|consignes)\b"
    r"|comment\s+(?:dit-on|dire)\b|quelle\s+heure\s+est-il)",
    "es": r"(?:(?:puedes|podrías|puede|por\s+favor)\s*,?\s+)*(?:(?:escr[ií]b|cu[ée]nt|compon|"
    r"compos|cant|dibuj|"
    r"haz|inv[ée]nt|dame|program)\w*\s+(?:un\s+|una\s+|el\s+|la\s+|"
    r"unos\s+)?(?:\w+\s+){0,2}?(?:poemas?|"
    r"canci(?:ón|ones)|chistes?|historias?|cuentos?|programa|código|script|recetas?|ensayo|correos?|carta|e-?mail)\b"
    r"|trad(?:uce|uzca|ucir|úceme)\b(?!.*\b(?:documento|párrafo|sección|declaración|posición)\b)"
    r"|cuánto\s+(?:es|son)\s+\d|(?:ignor[ae]|olvid[ae])\s+(?:todas?\s+)?(?:tus|sus|las)\s+(?:\w+\s+)?(?:instrucciones|reglas)\b"
    r"|cómo\s+se\s+dice\b|qué\s+hora\s+es)",
    "ru": r"(?:пожалуйста\W+)?(?:(?:напиши|расскажи|сочини|спой|нарисуй|придумай|"
    r"создай)(?:те)?\s+(?:мне\s+)?"
    r"(?:\w+\s+){0,2}?(?:стих\w*|песн\w*|анекдот\w*|шутк\w*|истори\w*|сказк\w*|программ\w*|код\w*|"
    r"письм\w*|скрипт\w*|рецепт\w*|сочинени\w*|эссе)\b|переведи(?:те)?\s+(?!.*(?:документ|раздел|пункт|"
    r"заявлени))"
    r"|который\s+час|сколько\s+(?:сейчас\s+)?времени\W*$)",
    "ar": r"(?:(?:اكتب|احك|أخبر|ألف|غن|ارسم|أنشئ|اخترع)\w*\s+(?:ل[يينا]+\s+)?(?:\w+\s+)?(?:قصيدة|"
    r"شعرا|أغنية|نكتة|قصة|"
    r"رسالة|بريدا?|برنامجا?|كودا?|شفرة|وصفة|مقالا)|ترجم\w*\s+(?!.*(?:وثيقة|الوثيقة|فقرة|بيان))|كم\s+الساعة)",
    "zh": r".{0,8}(?:[写讲唱画作编创]|说|来)(?:一|个|首|篇|段|幅|点|些)*.{0,4}"
    r"(?:诗|歌|笑话|故事|代码|程序|作文|画|脚本|食谱|邮件|信)"
    r"吧?\W*$|.{0,4}(?:用\s*\w+\s*)写.{0,4}(?:程序|代码)|把.{1,40}(?:翻译|译)成|(?:请)?翻译(?!.*(?:文件|段|声明))"
    r"[“\"「]|现在几点",
}
_ERRAND = re.compile(rf"^\W*(?:{'|'.join(_ERRANDS.values())})", re.I)
_WEATHER = re.compile(
    r"^\W*(?:and\s+)?(?:what(?:'s|\s+is|\s+will)|how(?:'s|\s+is|\s+will)|"
    r"tell\s+me)\s+(?:be\s+)?(?:the\s+)?"
    r"(?:today's\s+|tomorrow's\s+|current\s+)?(?:weather|temperature\s+outside|forecast\W*$)"
    r"|^\W*weather\s+(?:in|for|today|tomorrow|forecast|please)?\b(?!.*\b(?:say|said)\b)|"
    r"\b(?:will|is)\s+it\s+(?:rain|snow)(?:ing)?\b"
    r"|\bquel\s+temps\s+f(?:ait|era)|^\W*(?:la\s+|quelle\s+est\s+la\s+)?m[ée]t[ée]o\b|"
    r"\bqué\s+tiempo\s+(?:hace|hará)"
    r"|\bel\s+clima\s+(?:hoy|mañana)|как\w*\s+(?:\w+\s+)?погод[аыу]|^\W*погода|(?:كيف|"
    r"ما)\s+(?:حالة\s+|هو\s+)?الطقس"
    r"|天气(?:怎么样|如何|预报|好吗|\W*$)",
    re.I,
)
# Orders to the assistant about itself: to forget its rules, to play somebody else.
_RULES = r"(?:instructions?|rules|prompts?|guidelines|directions|restrictions|orders)"
_ORDERS = re.compile(
    r"^\W*(?:please\s+|now\s+)*(?:ignore|disregard|forget|bypass|override|reveal|print|repeat)"
    rf"\s+(?:all\s+|any\s+|of\s+)*(?:your|previous|prior|the\s+(?:above|previous|system)|these|my\s+previous)"
    rf"\s+(?:\w+\s+)?{_RULES}\b"
    r"|^\W*(?:(?:from\s+now\s+on|now|please|imagine|pretend|suppose)\W+)*(?:that\s+)?you\s+are\s+"
    r"(?:now|an?|my|the|no\s+longer)\s|^\W*(?:please\s+)?(?:pretend|imagine|suppose)\s+(?:that\s+)?you(?:'re|\s+are|\s+were)\b"
    r"|^\W*(?:please\s+)?(?:act|behave|talk|speak|respond)\s+(?:as|like)\s+"
    r"(?:if\s+you\s+|an?\s|my\s)|^\W*(?:let['’]?s|let\s+us)\s+(?:play|pretend|role)"
    r"|^\W*(?:игнорируй|забудь)(?:те)?\s+.{0,20}(?:инструкци|правил)|^\W*(?:تجاهل|انس)\s+.{0,15}تعليمات"
    r"|^\W*(?:请)?(?:忽略|忘记|无视).{0,10}(?:指令|指示|规则|提示)",
    re.I,
)
# What only somebody could tell: of itself, or of the body of who asks.
_PERSONAL = re.compile(
    r"^\W*should\s+i\b|\byour\s+fav(?:ou?)rite\b|^\W*(?:are|were)\s+you\s+(?:an?\s+)?\w+\W*$"
    r"|^\W*(?:do|can|did)\s+you\s+(?:like|love|hate|enjoy|dream|sleep|eat|feel|believe\s+in)\b"
    r"|^\W*(?:how\s+old\s+are|where\s+(?:are|do))\s+you\b|\btu\s+(?:couleur|plat)\s+préféré|\btu\s+\w+\s+favorit"
    r"|^\W*(?:i\s+have|i['’]?ve\s+got|i\s+feel|i\s+am\s+feeling|my\s+\w+\s+(?:hurts?|aches?))\b"
    r"(?!.*\b(?:question|document|paper|delegat|report)).*\b(?:\w*ache|pain|fever|sick|ill|cold|cough|hurts?|"
    r"dizzy|sad|tired|lonely|medicine|pill|doctor)\b",
    re.I,
)
_SUM = re.compile(
    r"^\W*(?:what(?:'s|\s+is)\s+|how\s+much\s+is\s+)?[\d\s.,+*/x×÷()-]*\d"
    r"(?:\s*(?:times|plus|minus|divided\s+by|[-+*/x×÷])\s*\d+)+\W*$"
    r"|^\D{0,25}\d+\s*(?:умножить\s+на|плюс|минус|разделить\s+на|fois|multiplié\s+par|por|más|menos|plus|moins|"
    r"divisé\s+par|dividido\s+(?:por|entre)|ضرب|زائد|ناقص|乘以?|加|减|除以)\s*(?:في\s*)?\d+\D{0,8}$",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:capital|president|prime\s+minister|king|queen|currency|population|flag|anthem)\s+of\b"
    r"|\bwho\s+(?:won|painted|invented|discovered|composed|sang|starred|directed)\b|"
    r"\bwho\s+wrote\s+(?!the\s+report)"
    r"|\bhow\s+(?:tall|far|deep|high|heavy|old)\s+(?:is|are|was)\b|\b(?:share\s+price|stock\s+price|price|"
    r"value)\s+of\s+(?:bitcoin|gold|oil|"
    r"shares?|stocks?)\b|\b(?:football|world\s+cup|olympic|movie|film|recipe|restaurant|hotel|"
    r"flight|horoscope|"
    r"bitcoin|lottery|meaning\s+of\s+life|square\s+root|speed\s+of\s+light|boiling\s+point|planets?|dinosaurs?)\b"
    r"|\b(?:la\s+capitale|le\s+président|la\s+population)\s+d|\bqui\s+a\s+(?:gagné|peint|inventé|"
    r"découvert)\b"
    r"|\bla\s+capital\s+de|\bqui[ée]n\s+(?:ganó|pintó|inventó|descubrió)\b|столиц[аыу]\b|"
    r"население\b|"
    r"кто\s+(?:выиграл|изобр[её]л|открыл|нарисовал|победил)\b|عاصمة|سكان|من\s+(?:فاز|اخترع|رسم|"
    r"اكتشف)|首都|人口|谁(?:赢|发明|发现|画)",
    re.I,
)


_KINDS = (_PLEASANT["en"], _ERRAND, _WEATHER, _ORDERS, _PERSONAL, _SUM)


def is_small_talk(text: str) -> bool:
    """Whether a question is none that documents could answer, in any of the six languages.

    Text without a single letter is none either.

    >>> is_small_talk("Merci beaucoup !"), is_small_talk("???")
    (True, True)
    >>> is_small_talk("Who thanked the host?"), is_small_talk("Which code of practice?")
    (False, False)
    """
    text = text.replace("’", "'")
    if not any(character.isalpha() for character in text):
        return True
    return any(pattern.search(text) for pattern in _KINDS)


def is_general_knowledge(text: str) -> bool:
    """Whether a question that no document answers was hardly meant for these documents.

    >>> is_general_knowledge("What is the capital of Mongolia?")
    True
    """
    return bool(_GENERAL.search(text.replace("’", "'")))


def greeting_language(text: str) -> str | None:
    """The language of a greeting or errand with no other word to tell it by: "Hola", "Merci".

    >>> greeting_language("Gracias"), greeting_language("Hello")
    ('es', None)
    """
    for code in ("fr", "es"):
        if _PLEASANT[code].search(text) or re.match(rf"\W*{_ERRANDS[code]}", text, re.I):
            return code
    return None
