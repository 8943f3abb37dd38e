"""Propose to take counters, type sizes and e-mail stubs out of lines, or lines that hold nothing else."""

import re
from collections.abc import Iterator

from pipeline.lazy import lazy
from pipeline.repair.site_lines import Page, SiteLine
from pipeline.text import Edit, Span

# In the plain form: simplified, half-width, small letters.
MAIL = "(?:电子邮件|电子邮箱|电邮|邮箱|邮件)"
STUB = re.compile(
    r"[\[(]e-?mail(?: ?address)?[ ](?:is )?(?:protected|protection|hidden|removed|obfuscated)(?:[;,][^\])\n]{0,60})?[\])]"
    rf"|[\[【(]{MAIL}(?:地址)?(?:已|正)?(?:受到?|被)?(?:保护|隐藏|屏蔽)[\]】)]"
    r"|this e-?mail address is being protected from spam ?bots[.,]?(?: ?you need javascript enabled to view it\.?)?"
    rf"|[该此这本]?个?{MAIL}地址(?:已经?|正)?(?:被|受到?)(?:反|防止?)垃圾邮件[^。\n]{{0,12}}保护"
    r"(?:[。,][您你]?(?:需要?|必需|必须|须)(?:在浏览器中)?[启打]?[用开]\s?javascript[^。\n]{0,14})?。?"
)
NUMBER = lazy(
    r"[\s:：/、,，(（]*\d[\d,.]*[\s]*(?:万|亿|[kKmM]\b)?\+?[\s]*(?:[%次人条](?![A-Za-z一-鿿]))?[)）]?"
)
LINKED = re.compile(r"[\s:：/、]*")
NUMBER_LINE = re.compile(r"\s*\d[\d,.]*\s*(?:万|亿|[kKmM])?\+?\s*[次人]?\s*")
STAMP = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}")
FONT_SIZE = lazy(
    r"(?:选择|選擇)字[号號体體](?:大小)?(?:[:：]\s*(?:大\s*中\s*小|小\s*中\s*大)?|\s*(?:大\s*中\s*小|小\s*中\s*大))|"
    r"[【\[（(]?(?:字号|字体|字體|字號)[:：]?\s*[【\[（(]?\s*(?:大\s*[|｜/]?\s*中\s*[|｜/]?\s*小|小\s*[|｜/]?\s*中\s*[|｜/]?\s*大|A?\s*A[-+]\s*A?[-+]?)\s*[】\]）)]?"
)
BRACKETED = re.compile(
    r"[【\[](?:打印(?:本页|本文)?|列印|关闭(?:窗口|本页)?|關閉|收藏|纠错|推荐朋友|返回顶部)[】\]]"
)
LEFT_OVER = re.compile(r"[\w]")


def remove_parts(page: Page, removed: dict[int, str]) -> Iterator[tuple[int, Edit]]:
    """Propose to take counters, type sizes and stubs out of lines that stay: 2021-12-5点击数 4794."""
    for line in page.suspects:
        if line.number in removed or line.has_sentence_end:
            continue
        number = _number_below(page, line)
        if number:
            yield line.number, Edit(line.span, "", "site-counter")
            yield number.number, Edit(number.span, "", "site-counter")
            continue
        counters = list(_counters(page, line))
        if counters and _is_counter_line(page, line, counters):
            if not _left(line, counters):
                yield line.number, Edit(line.span, "", "site-counter")
                continue
            for span in counters:
                yield line.number, Edit(span, "", "site-counter")
        for pattern in (FONT_SIZE, BRACKETED):
            for match in pattern.finditer(page.text.value, line.span.start, line.span.end):
                yield line.number, Edit(Span(*match.span()), "", "site-navigation")
    mail = (line for line in page.lines if "mail" in line.plain or "邮" in line.plain)
    for line in mail:
        for match in STUB.finditer(line.plain):
            start, end = line.span.start + match.start(), line.span.start + match.end()
            short = len(line.words) <= 40 and not line.has_sentence_end
            yield line.number, Edit(line.span if short else Span(start, end), "", "email-stub")


def _counters(page: Page, line: SiteLine) -> Iterator[Span]:
    """Yield counters with their numbers: 点击数/观注度 4794, 浏览次数：3127."""
    text = page.text.value
    start = end = -1
    for hit in line.hits:
        if hit.kind != "counter":
            continue
        joined = start >= 0 and LINKED.fullmatch(text, end, hit.start)
        start, end = start if joined else hit.start, hit.end
        number = NUMBER.match(text, end, line.span.end)
        if number:
            yield Span(start, number.end())
            start = -1


def _number_below(page: Page, line: SiteLine) -> SiteLine | None:
    """Return the line below a counter's name where it is its number: 瀏覽數⏎1382."""
    if line.kinds != {"counter"} or line.coverage < 1 or line.number + 1 == len(page.lines):
        return None
    below = page.lines[line.number + 1]
    outside = page.is_head(line) or page.is_foot(line)
    return below if outside and NUMBER_LINE.fullmatch(below.plain) else None


def _is_counter_line(page: Page, line: SiteLine, counters: list[Span]) -> bool:
    """Tell whether a line with counters is the site's: a day, a name of three letters, or several of them."""
    long_name = any(hit.kind == "counter" and len(hit.words) >= 3 for hit in line.hits)
    outside = page.is_head(line) or page.is_foot(line)
    return (
        (outside and (long_name or line.is_byline or STAMP.search(line.plain) is not None))
        or (len(counters) >= 2 and outside)
        or (long_name and not _left(line, counters))
    )


def _left(line: SiteLine, spans: list[Span]) -> bool:
    """Tell whether words remain in a line without some spans."""
    rest, position = "", line.span.start
    for span in spans:
        rest += line.plain[position - line.span.start : span.start - line.span.start]
        position = span.end
    return bool(LEFT_OVER.search(rest + line.plain[position - line.span.start :]))
