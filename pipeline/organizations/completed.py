"""Names made whole: the legal form of a company behind them, the ministry that they belong to before
them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import NameMention
from pipeline.names.context import NameContext
from pipeline.organizations.linked import open_id
from pipeline.text import Span

# 力成半导体(西安)有限公司, 中国汽车技术研究中心有限公司.
LEGAL_FORM = re.compile(
    r"(?P<branch>\([^()\s\d]{2,8}\))?(?:集团|股份|控股|科技|技术){0,2}(?:有限责任公司|有限公司)"
)
# 中大|学生会, 港大|感染及传染病中心|总监, 清华大学|计算机系|教授: a part of a school, and who it has.
STAFF = "(?:副|助理|讲座|客座|荣誉|名誉|博士生)*(?:总监|主任|所长|院长|教授|讲师|研究员|博士|毕业|[一二三四]年级)"
WITHIN = "[^\\W\\d_的在与和同对向从把被将设成建于是有为个位前年月等让任现曾原除]"
PART_OF_SCHOOL = re.compile(
    rf"(?:学生会|校友会)(?![员长])|{WITHIN}{{2,12}}?(?:系|中心|学院|研究[所院]|实验室)(?={STAFF})"
)
# 技嘉| PSIRT, 绿盟科技|CERT监测: the team of a company that answers to attacks.
TEAM = re.compile(r" ?(?:PSIRT|CSIRT|SIRT|CERT)(?![A-Za-z0-9-])")
PARTS = {"research": (PART_OF_SCHOOL, "part-of-a-school"), "company": (TEAM, "team-of-a-company")}
# 经济部|产业发展署, 美国国防部|太空部队: the second is a part of the first.
MINISTRY, BUREAU = re.compile(r"[部省]\Z"), re.compile(r"(?:[局署司厅处]|办公室|部队)\Z")


def whole_name(view: NameContext, mention: NameMention) -> NameMention:
    """Return a mention with the legal form behind it; a branch is an entity of its own."""
    plain = view.words.plain
    form = LEGAL_FORM.match(plain, mention.span.end)
    if not form or not plain[mention.span.end - 1 : mention.span.end].isalpha():
        return mention
    span = Span(mention.span.start, form.end())
    if not view.dates.is_free(span):
        return mention
    if not form["branch"]:
        return replace(mention, span=span, rule=f"{mention.rule}+legal-form")
    text, rule = plain[span.start : span.end], f"{mention.rule}+branch-of-a-company"
    return NameMention(span, open_id(text), text, "company", "rule", rule)


def with_part(view: NameContext, mention: NameMention) -> NameMention:
    """Return a mention with the part of a school, the team of a company that is named right behind:
    中大|学生会.
    """
    if mention.kind not in PARTS:
        return mention
    pattern, rule = PARTS[mention.kind]
    part = pattern.match(view.words.plain, mention.span.end)
    if part is None or not view.dates.is_free(Span(*part.span())):
        return mention
    span = Span(mention.span.start, part.end())
    text = view.words.plain[span.start : span.end]
    return NameMention(span, open_id(text), text, mention.kind, "rule", f"{mention.rule}+{rule}")


def with_owners(plain: str, mentions: Iterable[NameMention]) -> Iterator[NameMention]:
    """Yield the mentions, a ministry and the bureau right behind it as one: the bureau."""
    last: NameMention | None = None
    for mention in mentions:
        if last and _belongs(plain, last, mention):
            whole, rule = Span(last.span.start, mention.span.end), f"{mention.rule}+owner-before"
            last = replace(mention, span=whole, rule=rule)
            continue
        if last:
            yield last
        last = mention
    if last:
        yield last


def _belongs(plain: str, owner: NameMention, mention: NameMention) -> bool:
    """Tell whether a body stands right behind the ministry that it is a part of."""
    if owner.span.end != mention.span.start or owner.kind != "government":
        return False
    first = plain[owner.span.start : owner.span.end]
    second = plain[mention.span.start : mention.span.end]
    return bool(MINISTRY.search(first) and BUREAU.search(second))
