"""The words around a date to whether they set it into the future, or tell of it as done.

The verb that governs a date decides: in Chinese the first behind it, or a word of what is to come
just in front of it (欧盟将于6月公布); in English the last in front of it in its clause, else the first
behind it. 将 in front of a noun moves an object (将企业列入清单) and tells of no future.
"""

import re
from dataclasses import dataclass, replace

from pipeline.dates.cues import Cues
from pipeline.dates.expression import Expression
from pipeline.document import Document, Word
from pipeline.text import Span

AHEAD, BEHIND = 14, 40  # characters of a Chinese clause in front of a date and behind it
CLAUSE_EN = 80  # characters of an English clause on either side
ENDS_ZH = re.compile(r"[,。;:!?\n()“”「」—]")
# Daniel P. Davison, Mr. Lee: no end of a clause.
ENDS_EN = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSen)[.]\s|[;:!?\n]\s|\n|\s[(—–]|[)—–]"
)
# 6月,欧盟将公布: the comma belongs to the date.
OWN_COMMA = re.compile(r"[^\S\n]?(?:起|间|份|内|晚|早|上午|下午)?[,、][^\S\n]?")
# Was published in, issued two lists in early; not: said in an editorial on.
JOINED_EN = re.compile(
    r"(?:\s(?:[a-z]+ed|[a-z]+ly|by\s[A-Z]\w+|(?:[a-z]+\s)?[a-z]+s))?\s(?:in|on|last|back in|early|late|the)?[\s-]{0,2}(?:early|late|mid)?[\s-]{0,2}\Z"
)
# 距离9月6日还有五周.
TIME_TO = re.compile(r"(?:距离?|离)\s?\Z")
IMMINENT = re.compile(r"(?:在即|即启|将至|临近|逼近|倒计时)(?:之际)?\Z")  # 11月大选在即
STILL = re.compile(r"[^,。;!?\n]{0,12}?(?:[还仍尚][有剩余]|只[有剩]|仅[有剩]|不[到足])")
OTHER_CLAUSE = re.compile(r";|\b(?:but|which|who|that|when|while|after|before|because)\s")
JOINED_CLAUSE = re.compile(rf"{OTHER_CLAUSE.pattern}|,|\band\s")
# Could come as early as Tuesday; officials knew as early as March.
SOONEST = re.compile(r"\bas (?:early|soon) as\s\Z", re.IGNORECASE)
# If he wins in November, told in August; if he won is done.
CONDITION = re.compile(r"\b[Ii]f\s[^,;:]{1,60}\Z")
# Get around Wednesday's ruling, which is made; at Wednesday's meeting, which may not be.
OWNER = re.compile(r"['’]s\b")
AT_EVENT = re.compile(
    r"\b(?:at|in|for|during|ahead of|before|until|by|of)\s(?:the\s)?\Z", re.IGNORECASE
)
# Due to arrive, not: due to the storm.
CAUSE = re.compile(
    r"\s?(?:an?|the|its|their|his|her|this|that|these|those|[a-z]+(?:er|ing|s|ed))\b"
)
PLANS = ("计划", "争取")  # 计划任务 is a thing, 争取民主 an act
MOVES, MOVING = "将", ("v", "d", "p")  # what makes 将 a word of the future when it follows
# 最早6月上市, 迎接十月大会 are to come; 6月19日,最早出现在网上 is not.
FOREMOST = ("最早", "最快", "迎接")
ASPECTS = frozenset("了过")
WILL = frozenset(("会", "于", "在", "可", "有"))
REACHING = frozenset(("到", "至", "在", "会", "可"))  # 预期到6月, 有可能会在9月
# 该计划, 这一计划 is a thing; 原计划, 原准备 was meant once, 都会期望 again and again.
OTHER_BEFORE = ("都会", "该", "这", "那", "其", "此", "项", "原", "原本", "本来", "曾", "一度")


LATER = re.compile(r"将(?:在|于|会|不再|正式|陆续|举行|举办|召开|出席|公布|推出|发布)")
ONCE = re.compile(r"(?:曾经?|已经?)[于在]?\s?\Z")  # 曾于9月19日, 已在周三
GOING, NEAREST = 6, 2  # characters in front of a date in which 会 may stand
GOING_TO = frozenset(("会", "会于", "会在", "他会", "她会", "我会", "它会", "不会"))
LEADING = frozenset(("在", "于", "自", "从", "到"))
# 都会在12月 comes again and again, 唔会12月 asks.
NO_GOING = frozenset(("都", "常", "每", "每年", "通常", "往往", "一般", "总", "经常", "就", "唔"))


@dataclass(frozen=True, slots=True)
class Tense:
    """What governs a date: `is_future` that it is to come, `is_told` that it is done, `is_occasion`
    that it dates what is held at set times (11月选举), `is_said` that somebody spoke then,
    `is_verbless` that no verb governs it at all, `is_narrated` that a verb of an act does
    (1月5日,法国收紧审查), not one of what is set for its day.
    """

    is_future: bool = False
    is_told: bool = False
    is_occasion: bool = False
    is_said: bool = False
    is_verbless: bool = False
    is_narrated: bool = False


UNTOLD = Tense()


@dataclass(frozen=True)
class Tenses:
    """The tenses of a document's dates."""

    document: Document
    cues: Cues

    def of(self, expression: Expression) -> Tense:
        """Return what the clause around a date says of its time."""
        if expression.rule.startswith("en"):
            return self._english(expression.span)
        return self._chinese(expression)

    def _chinese(self, expression: Expression) -> Tense:
        plain, cues, span = self.document.plain, self.cues, expression.span
        before = ENDS_ZH.split(plain[max(0, span.start - AHEAD) : span.start])[-1]
        near = cues.near_coming_zh.search(before)
        is_coming = near is not None and not self._is_moved(span.start - len(before), near, span)
        if expression.modifier == "until":  # 将持续至, 延长至
            is_coming = near is not None or cues.lasting_on_zh.search(before) is not None
        end = self._end_of_clause(span.end)
        is_coming = is_coming or self._is_counted_down_to(span) or self._is_going_to(span)
        is_coming = is_coming or IMMINENT.search(plain, span.end, end) is not None
        is_said = cues.said_zh.match(plain, span.end) is not None
        is_occasion = cues.occasion_zh.match(plain, span.end) is not None
        is_apart = OWN_COMMA.match(plain, span.end) is not None
        behind = self._governed(Span(span.end, end), is_apart=is_apart)
        is_future = is_coming or behind.is_future
        if not is_future and ONCE.search(before):
            behind = replace(behind, is_told=True)
        return replace(behind, is_future=is_future, is_occasion=is_occasion, is_said=is_said)

    def _is_counted_down_to(self, span: Span) -> bool:
        """Tell whether the time up to a date is told: 距离9月6日还有五周."""
        plain = self.document.plain
        before = TIME_TO.search(plain, max(0, span.start - AHEAD), span.start)
        return before is not None and STILL.match(plain, span.end) is not None

    def _is_going_to(self, span: Span) -> bool:
        """Tell whether 会 stands in front of a date: 方案会周五刊宪, 她会在9月; not 委员会在周五, 都会在12月."""
        plain = self.document.plain
        if plain.find("会", max(0, span.start - NEAREST), span.start) < 0:
            return False
        words = self.document.words_in(Span(max(0, span.start - GOING), span.start))
        texts = [plain[start:end] for start, end, _ in words]
        if texts and texts[-1] in LEADING:
            texts, words = texts[:-1], words[:-1]
        if not texts or texts[-1] not in GOING_TO:
            return False
        return words[-1][2].startswith("v") and not NO_GOING.intersection(texts[:-1])

    def _end_of_clause(self, end: int) -> int:
        """Return where the clause of a date ends; a comma right behind the date is its own."""
        plain = self.document.plain
        own = OWN_COMMA.match(plain, end)
        found = ENDS_ZH.search(plain, own.end() if own else end, end + BEHIND)
        return found.start() if found else min(len(plain), end + BEHIND)

    def _is_moved(self, start: int, near: re.Match[str], span: Span) -> bool:
        """Tell whether the word in front of a date governs something else before it: 计划书6月."""
        words = self.document.words_in(Span(start + near.end(), span.start))
        is_other = near.string.endswith(OTHER_BEFORE, 0, near.start())
        plain = self.document.plain
        verbs = [plain[one:two] for one, two, tag in words if tag.startswith("v")]
        return is_other or any(verb not in REACHING for verb in verbs)

    def _governed(self, clause: Span, *, is_apart: bool) -> Tense:
        """Return what the first verb behind a date says: 将公布 is to come, 公布 is told; `is_apart` tells
        that a comma parts them.
        """
        plain, words = self.document.plain, list(self.document.words_in(clause))
        coming, told = self.cues.coming, self.cues.told
        for index, (start, end, tag) in enumerate(words):
            word = plain[start:end]
            if (
                word in coming
                and word not in FOREMOST
                and not plain.endswith(OTHER_BEFORE, 0, start)
            ):
                return Tense(is_future=self._is_ahead(word, words[index + 1 :]))
            if word in told:
                return Tense(is_told=True)
            if tag.startswith("v") and tag != "vn":
                if self._is_set_later(words[index:], clause.end):
                    return Tense(is_future=True)
                is_act = is_apart and self._is_act(words, index)
                return Tense(is_told=plain[end : end + 1] in ASPECTS, is_narrated=is_act)
        return Tense(is_verbless=True)

    def _is_set_later(self, words: list[Word], end: int) -> bool:
        """Tell whether what is to come follows another verb, and nothing told between: 以创新为主题的展会将在深圳举行."""
        plain = self.document.plain
        later = LATER.search(plain, words[0][0], end)
        if later is None:
            return False
        between = [plain[one:two] for one, two, _ in words if one < later.start()]
        aspects = plain[words[0][0] : later.start()]
        return not (self.cues.told.intersection(between) or ASPECTS.intersection(aspects))

    def _is_act(self, words: list[Word], index: int) -> bool:
        """Tell whether a verb tells of an act, and none behind it of what is to come."""
        plain, (start, end, _) = self.document.plain, words[index]
        coming = any(plain[one:two] in self.cues.coming for one, two, _ in words[index + 1 :])
        return end - start > 1 and plain[start:end] not in self.cues.scheduled and not coming

    def _is_ahead(self, word: str, behind: list[Word]) -> bool:
        """Tell whether a word of what is to come stands in front of a verb: 将企业列入 moves."""
        if not behind:
            return False
        start, end, tag = behind[0]
        if self.document.plain[start:end] in WILL:
            return True
        if word in PLANS and tag.startswith("n"):
            return False
        if word == MOVES and tag.startswith("n"):  # 将投票, not 将企业列入清单
            return not any(one.startswith(MOVING) for _, _, one in behind[1:])
        return tag.startswith(MOVING if word == MOVES else (*MOVING, "n", "t", "m", "r"))

    def _english(self, span: Span) -> Tense:
        plain, cues = self.document.plain, self.cues
        before = ENDS_EN.split(plain[max(0, span.start - CLAUSE_EN) : span.start])[-1]
        behind = ENDS_EN.split(plain[span.end : span.end + CLAUSE_EN])[0]
        is_occasion = cues.occasion_en.match(plain, span.end) is not None
        is_said = cues.said_en.search(before) is not None
        verbs = list(cues.verbs_en.finditer(before))
        behind_it = None if verbs else cues.verbs_en.search(behind)
        if not verbs and (CONDITION.search(before) or cues.lasting_en.search(before)):
            return Tense(is_future=True, is_occasion=is_occasion)
        if not verbs and behind_it is None:
            return Tense(is_occasion=is_occasion, is_said=is_said, is_verbless=True)
        is_owner = OWNER.match(plain, span.end) and not AT_EVENT.search(before)
        if is_owner and not is_occasion:
            return Tense(is_said=is_said)
        if self._is_still_coming(before, verbs):
            return Tense(is_future=True, is_occasion=is_occasion)
        last = verbs[-1] if verbs else behind_it
        is_done = bool(last and last["done"]) and not is_said
        is_told = is_done and (not verbs or bool(JOINED_EN.match(before, verbs[-1].end())))
        is_future = not is_told and self._is_coming(before, verbs, behind_it)
        return Tense(is_future, is_told, is_occasion, is_said)

    def _is_still_coming(self, before: str, verbs: list[re.Match[str]]) -> bool:
        """Tell whether what is to come goes on up to a date: will redeem preferred shares on, might
        come as early as, asked him to stay until.
        """
        done = frozenset(self.cues.words.values("done_en"))
        told = [verb for verb in verbs if verb["done"] and verb.group().lower() in done]
        if SOONEST.search(before) and not told:
            return True
        if self.cues.lasting_en.search(before):
            return True
        coming = next((verb for verb in reversed(verbs) if verb["coming"]), None)
        if coming is None or any(verb.start() > coming.start() for verb in told):
            return False
        is_last = coming is verbs[-1]
        other = OTHER_CLAUSE if is_last else JOINED_CLAUSE
        return not _is_cause(before, coming) and not other.search(before, coming.end())

    def _is_coming(
        self, before: str, verbs: list[re.Match[str]], behind: re.Match[str] | None
    ) -> bool:
        """Tell whether a word of what is to come governs an English date: will be paid on, with no
        other clause between; In June, the list will be published.
        """
        if behind is not None:
            return behind["coming"] is not None and not behind.group().startswith("planned")
        last = next((verb for verb in reversed(verbs) if not verb["done"]), None)
        if last is None or not last["coming"] or _is_cause(before, last):
            return False
        return not JOINED_CLAUSE.search(before, last.end())


def _is_cause(before: str, coming: re.Match[str]) -> bool:
    """Tell due to a loss from due to arrive."""
    return coming.group().lower() == "due to" and bool(CAUSE.match(before, coming.end()))
