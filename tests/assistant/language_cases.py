"""Invented questions in French, Spanish, Russian, Arabic and Chinese over the samples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A question and what its answer must hold.

    Every citation is by one of `by`; `says` stands in the answer. Where both are empty there is
    no answer. `history` holds earlier questions.
    """

    language: str
    question: str
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    history: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the documents are silent on it."""
        return not self.by and not self.says


def case(language: str, question: str, by: str = "", says: str = "", history: str = "") -> Case:
    """A case; lists are written with "|" between their members."""
    parts = [tuple(filter(None, listed.split("|"))) for listed in (by, says, history)]
    return Case(language, question, *parts)


CASES = (
    # what a delegation said
    case("fr", "Qu'a dit la Malaisie sur l'intelligence artificielle ?", "Malaysia", "ONSA"),
    case("fr", "Quelle est la position des États-Unis sur le temps d'écran ?", "United States"),
    case("fr", "Que propose la Norvège ?", "Norway", "proposes"),
    case("fr", "Quelles préoccupations le Chili a-t-il exprimées sur l'âge ?", "Chile", "faces"),
    case("es", "¿Qué dijo Jordania sobre la sensibilización?", "Jordan", "awareness"),
    case("es", "¿Qué propuso Tanzanía?", "Tanzania", "global minimum standards"),
    case("es", "¿Cuál es la posición de Viet Nam sobre la edad?", "Viet Nam", "sixteen"),
    case("es", "¿Qué dijeron las Filipinas sobre la línea de ayuda?", "Philippines", "1383"),
    case("ru", "Что сказала Польша о горячей линии?", "Poland", "Dyzurnet.pl"),
    case("ru", "Что предложил Китай?", "China", "information documents"),
    case("ru", "Какова позиция Малайзии по искусственному интеллекту?", "Malaysia", "ONSA"),
    case("ru", "Что сказала Норвегия об искусственном интеллекте?", "Norway", "assistant"),
    case("ar", "ماذا قالت ماليزيا عن الذكاء الاصطناعي؟", "Malaysia", "ONSA"),
    case("ar", "ماذا قال الأردن عن التوعية؟", "Jordan", "awareness"),
    case("ar", "ما موقف الولايات المتحدة من وقت الشاشة؟", "United States", "screen time"),
    case("ar", "ماذا اقترحت تنزانيا؟", "Tanzania", "global minimum standards"),
    case("zh", "马来西亚对人工智能说了什么？", "Malaysia", "ONSA"),
    case("zh", "波兰关于热线说了什么？", "Poland", "Dyzurnet.pl"),
    case("zh", "中国提出了什么？", "China", "information documents"),
    case("zh", "约旦对提高认识有什么看法？", "Jordan", "awareness"),
    # facts
    case("fr", "Combien de signalements Dyzurnet.pl a-t-il traités en 2024 ?", "", "27 500"),
    case("fr", "Qui a financé FantomApp ?", "", "European Union"),
    case("es", "¿Cuándo entró en vigor la Ley de Seguridad en Línea de Malasia?", "", "1 January"),
    case("es", "¿Cuántos consejeros tiene cada turno de la línea de ayuda de Noruega?", "", "four"),
    case("ru", "Сколько сообщений обработал Dyzurnet.pl в 2024 году?", "", "27 500"),
    case("ru", "Что такое FantomApp?", "", "free application"),
    case("ar", "ما هو FantomApp؟", "", "free application"),
    case("ar", "كم بلاغا عالج Dyzurnet.pl في عام 2024؟", "", "27 500"),
    case("zh", "什么是FantomApp？", "", "free application"),
    case("zh", "Dyzurnet.pl在2024年处理了多少举报？", "", "27 500"),
    # who
    case("fr", "Quelles délégations ont parlé de la Déclaration commune ?", "", "**Brésil**"),
    case("es", "¿Qué delegaciones hablaron de la Declaración Conjunta?", "", "**Brasil**"),
    case("ru", "Какие делегации высказались о Совместном заявлении?", "", "**Бразилия**"),
    case("ar", "من تحدث عن البيان المشترك؟", "", "**البرازيل**"),
    case("zh", "哪些代表团谈到了联合声明？", "", "**巴西**"),
    # silence
    case("fr", "Qu'a dit le Kenya sur l'intelligence artificielle ?"),
    case("fr", "Qu'a dit la Tanzanie sur le temps d'écran ?"),
    case("es", "¿Qué dijo Japón sobre la verificación de la edad?"),
    case("es", "¿Qué dijo Polonia sobre el control parental?"),
    case("ru", "Что сказала Кения об искусственном интеллекте?"),
    case("ru", "Что сказала Танзания о конфиденциальности?"),
    case("ar", "ماذا قالت كينيا عن الذكاء الاصطناعي؟"),
    case("ar", "ماذا قالت اليابان عن التحقق من العمر؟"),
    case("zh", "肯尼亚对人工智能说了什么？"),
    case("zh", "日本对年龄验证说了什么？"),
    # conversation
    case("fr", "Et la Norvège ?", "Norway", "assistant", "Qu'a dit la Malaisie sur l'IA ?"),
    case("es", "¿Y Polonia?", "Poland", "", "¿Qué dijo Filipinas sobre la línea de ayuda?"),
    case("ru", "А Норвегия?", "Norway", "", "Что сказала Малайзия об искусственном интеллекте?"),
    case("ar", "والنرويج؟", "Norway", "", "ماذا قالت ماليزيا عن الذكاء الاصطناعي؟"),
    case("zh", "那挪威呢？", "Norway", "", "马来西亚对人工智能说了什么？"),
    case("fr", "Non, je voulais dire les Philippines.", "Philippines", "1383",
         "Qu'a dit la Pologne sur la ligne d'assistance ?"),
)  # fmt: skip
