"""What ends like a term, or stands in something that bears a name, and tells of no technology: Server of SQL
Server 2016, 逆向工程 of 逆向工程师.
"""

import re

from pipeline.text import Span

LAW_AFTER = re.compile(r"(?:\s(?:and|of|for|[A-Z]\w*)){0,6}?\s(?:Act|Law|Bill)\b")
# 软件技术|有限公司: a part of a company's name that nothing else found.
IN_COMPANY = re.compile(r"(?:股份|集团|控股|科技|技术|系统){0,2}有限(?:责任)?公司")
# 微信|机器人 answers in a chat, Server: Apache/2.4 is a line of a protocol; 逆向工程|师 are persons,
# 手机|版 a version, 手机|助手 a program, 邮轮|码头 a place, 恶意|有效载荷 is code, 临床实验|室 and 循环经济|体 are other words, 生命健康|安全 is no science, laser|-focused no light,
# LLM|degrees are of law, SOC|FL9600 is a model.
OTHERWISE = re.compile(
    r"(?<=(?:微信|飞信|飞书|钉钉|QQ)机器人)|: [A-Z][\w-]+/\d|(?<=工程)师|(?<=[机脑星])版(?![权图])|(?<=[手电][机脑])(?:大师|助手|管家|卫士)|(?<=[邮游]轮)码头"
    r"|(?<=(?:恶意|阶段|执行|投递|下载)有效载荷)|(?<=临床实验)室|(?<=循环经济)体|(?<=生命健康)(?:安全|权|受|的威胁)"
    r"|(?<=aser)[- ]focus|(?<=LLM) (?:degrees?|students?|program)\b|(?<=[A-Z]) [A-Z]{1,3}[0-9]{4,}"
)
CAPITAL_AFTER = re.compile(r" (?:and |& )?[A-Z][a-z]")
# Apache HTTP|Server, Chocolate and|Chip: the end of a name.
CAPITAL_BEFORE = re.compile(r"(?:[A-Z][a-z]+|(?<![A-Z])[A-Z]{2,}+) (?:and |& )?\Z")
# Samsung MagicINFO 9|Server: the end of a program's name.
NUMBER_BEFORE = re.compile(r"[A-Z]\w+ [0-9]{1,3} \Z")
# a bargaining|chip, potato|chips.
FIGURE_BEFORE = re.compile(
    r"\b(?:bargaining|blue|poker|potato|chocolate|tortilla|wood) \Z", re.IGNORECASE
)
# under the|radar, on regulators’|radar: what is noticed.
NOTICED_BEFORE = re.compile(
    r"\b(?:under|below|beneath|off|on|onto|across) (?:(?:the|our|my|your|his|her|its|their|[\w-]{1,20}['’]s?) ){1,2}\Z",
    re.IGNORECASE,
)
# spyware known as|Graphite, (aka|Zirconium): what bears the name of a material.
CALLED = re.compile(r"\b(?:aka|known as|called|dubbed|named|codenamed) [\"'“‘]?\Z")
# Awesome-|LLM|-Modeling, X-|XSS|-Protection: a part of what bears the name.
BETWEEN = re.compile(r"[A-Za-z]-\Z"), re.compile(r"-[A-Za-z]")
# Dir-842V2_|Firmware, darknet|_captcha, Faker::|Internet: a piece of code.
IN_CODE = re.compile(r"\\?_\w")
VERSION_AFTER = re.compile(r" v?\d")
# 12:53 P.M. ICT: a zone of time.
CLOCK_BEFORE = re.compile(r"\d ?[AP]\.?M\.? \(?\Z", re.IGNORECASE)
# AI.com, servers-mobile.info, apache/doris-mcp-server, server.context-path,
# Analysis.CPU.mSec: no words of the text.
ADDRESS = re.compile(
    r"\S*?(?:://|[A-Za-z]\w{0,40}\.[A-Za-z]\w{0,40}\.[A-Za-z]|\w\.(?:com|net|org|info|io|ai|gov|edu|dev|cn|hk|tw|uk|de|ru)\b|[a-z\d]/[a-z\d]+-[a-z]|[a-z]\.[a-z]+-[a-z])\S*",
    re.ASCII,
)
SIGNS = re.compile(r"[!-~]+")
LONGEST_ADDRESS = 80  # characters on each side


def means_otherwise(plain: str, span: Span) -> bool:
    """Tell whether what stands behind a term makes another word of it: 临床实验|室, a company's name."""
    return bool(IN_COMPANY.match(plain, span.end) or OTHERWISE.match(plain, span.end))


def is_part_of_name(plain: str, span: Span) -> bool:
    """Tell whether a Latin word is a part of a name: Chips in Chips and Science Act, Server in SQL
    Server 2016, AI in AI.com; or that of a zone of time.
    """
    text = plain[span.start : span.end]
    if not text.isascii():
        return False
    if LAW_AFTER.match(plain, span.end) or CLOCK_BEFORE.search(plain, span.start - 8, span.start):
        return True
    if (
        _is_in_address(plain, span)
        or IN_CODE.match(plain, span.end)
        or plain.endswith(("_", "::"), 0, span.start)
    ):
        return True
    if text.lower().startswith("chip") and FIGURE_BEFORE.search(
        plain, max(0, span.start - 12), span.start
    ):
        return True
    if text.lower() == "radar" and NOTICED_BEFORE.search(
        plain, max(0, span.start - 40), span.start
    ):
        return True
    before, behind = BETWEEN
    if before.search(plain, span.start - 2, span.start) and behind.match(plain, span.end):
        return True
    if not text.istitle() or " " in text:
        return False
    if CALLED.search(plain, max(0, span.start - 12), span.start):
        return True
    return bool(
        CAPITAL_AFTER.match(plain, span.end)
        or CAPITAL_BEFORE.search(plain, span.start - 12, span.start)
        or VERSION_AFTER.match(plain, span.end)
        or NUMBER_BEFORE.search(plain, max(0, span.start - 24), span.start)
    )


def _is_in_address(plain: str, span: Span) -> bool:
    """Tell whether a word touches what is written as an address: of a page, a host, a repository."""
    touching = plain[span.start - 1 : span.start] + plain[span.end : span.end + 1]
    if not any(sign in touching for sign in "./-_@"):
        return False
    start, end = max(0, span.start - LONGEST_ADDRESS), span.end + LONGEST_ADDRESS
    around = next(run for run in SIGNS.finditer(plain, start, end) if run.end() >= span.end)
    return ADDRESS.fullmatch(around.group()) is not None
