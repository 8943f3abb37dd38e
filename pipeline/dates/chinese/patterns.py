"""The patterns of the Chinese date grammar, from coarse to fine; no quantifier is nested or unbounded.

ERAS, HOLIDAYS and SEASONS stand for the words of date_words.csv.
"""

import re

from pipeline.dates.expression import Unit
from pipeline.dates.numerals import CHINESE_NUMERAL
from pipeline.lazy import lazy

# White space inside an expression: a few blanks and at most one line break.
S = r"[^\S\n]{0,3}(?:\n[^\S\n]{0,3})?"
CN = f"[{CHINESE_NUMERAL}]"
SMALL = rf"(?:[0-9]{{1,2}}|{CN}{{1,3}})"
MONTH_NUMBER = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
DAY_NUMBER = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
# A clock time that stands between the two dates of a range.
CLOCK = re.compile(
    r"\s?(?:凌晨|清晨|早上|早间|上午|中午|下午|傍晚|晚上|晚间|深夜)?\s?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?时?|[0-9一二三四五六七八九十两]{1,3}[点时](?:[0-9一二三四五六七八九十]{1,3}分|半|整)?)"
)
YEAR_DIGITS = r"[0-9]{4}|[〇○零一二三四五六七八九]{4}"
# 登上月球, 5月球: not the month.
NO_MOON = r"(?![球面壤亮岩背])"
# Words that 前, 后, 中, 初, 底 begin: 2018年前总统, 2021年后续, 2021年中国, 2021年初步.
NO_FORMER = (
    r"(?!提(?![交出供升高起请名])|成(?!立|为|功)|部(?!署)|进(?![行入驻口])|列(?![入为出])|创(?![建立作])|负(?!责))"
    r"(?![夕总首外国防副高官任身述所沿方往来夫妻苏驻南情中司议主特东白海陆空欧联央世教员美英法德日韩俄印"
    r"半])(?!(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:个|季|月|天|周|大|名|强|位))"
)
NO_LATER = r"(?![续期半备方勤来者门台果代盾劲援卫天量])(?!(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?:个|季|月))"
CONNECTOR = re.compile(rf"{S}(?:起?至|到|直到|直至|[-–—~〜−―]{{1,2}}){S}从?")
AND = re.compile(rf"{S}(?:和|与|及){S}")
# 11月17、18两日, 17日和18日两天: both days, told as one.
TWO_DAYS = re.compile(
    rf"{S}(?:、|,|和|与|及){S}(?=(?:[0-9]{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]){S}(?:[日号]{S}[两二]|两){S}[日天])"
)
BOTH_DAYS = re.compile(rf"{S}[两二][日天]")
BETWEEN = re.compile(rf"{S}(?:之间|之?间)")
LIST = r"(?:、|和|与|及|或|,)"
FISCAL_YEAR = r"(?:财年|财政年度|会计年度)"
NUMBERS = rf"(?P<number>[0-9]{{1,4}}|{CN}{{1,4}})"
OPEN = re.compile(
    rf"(?:第(?=[一二三四1-4]{S}(?:至|到|[-–—~〜−―]){S}第?[二三四2-4]季度))?{NUMBERS}(?={S}(?P<sign>(?:至|到|[-–—~〜−―]{{1,2}})|{LIST}){S}(?:第{S})?"
    rf"(?P<next>[0-9]{{1,4}}|{CN}{{1,4}}?){S}(?:两{S}(?=[日号]))?(?P<unit>{FISCAL_YEAR}|年(?!代)|月|日|号|季度|世纪))"
)
SUFFIX = lazy(
    rf"""{S}(?:(?P<approx>前后|左右|上下)
      | (?P<inclusive>[及或][以之]?)?(?:(?P<before>[以之]?前{NO_FORMER})|(?P<after>[以之]?后{NO_LATER}))
      | (?P<within>期间|之?间(?![接谍隔断歇])|之内|内(?![部地阁政外容存贾塔华蒙生需])))""",
    re.VERBOSE,
)
SINCE_AFTER = re.compile(rf"{S}(?:以来|之?后?起(?![草诉点初因步源到飞义家身码见止底])|开始|伊始)")
SINCE_BEFORE = re.compile(r"(?:(?<!来)自|自从|打从)\s?(?:于)?$")
# 自2018年3月贸易摩擦以来: a duration up to now, not the time of what is told.
DURATION_BEHIND = re.compile(r"[^,。;、!?\n]{0,24}?(?:以来|至今|迄今)")
UNTIL_BEFORE = re.compile(r"(?:截至|截止到?|截止至|直到|直至|迄至|[^\W\d]到|^到|至)\s?$")
DEADLINE_BEFORE = re.compile(r"(?:不迟于|不晚于|最迟|最晚)(?:于|在|到)?\s?$")
# 签约当天, 公约2019年生效: no 约 that means about.
APPROX_BEFORE = re.compile(r"(?:大约|大概|(?<![签公条合契和节制履解违盟预特])约)(?:在|于)?\s?$")
UNTIL_NOW = re.compile(rf"{S}(?:起?(?:以来)?{S}(?:至今|迄今|到现在|到今天|到今))")
LONGEST_PREFIX = 6  # bounds the work: the patterns for what stands before are shorter
DURATION_BEFORE = re.compile(
    r"(?:近|约|每|共|第|达|超过|超|历时|为期|距今|大约|整|满|长达|连续|前|后)\s?$"
)

YEAR_HEAD = rf"""(?P<era>ERAS)?{S}(?P<year>{YEAR_DIGITS}|[0-9]{{1,3}}|元|(?<=年号){CN}|{CN}{{1,4}}|[一二]?百[零〇○]?{CN}{{0,3}})
      (?:{S}年(?:度(?!过)|份)?|(?<=[12][0-9]{{3}})(?={S}(?:[上下]半年|第?[一二三四]季度)))"""
DECADES = re.compile(
    rf"(?:(?:(?P<century>[0-9]{{1,2}}|{CN}{{1,3}}){S}世纪|(?P<relative>[上本][个一]?世纪)){S}的?)?"
    rf"(?:(?P<one>[一二三四五六七八])(?P<two>[二三四五六七八九])十"
    rf"|(?P<hundreds>1[0-9]|20)?(?P<first>[1-9]0|[一二三四五六七八九]十){S}(?:年代)?{S}(?:[至到、和与及或]|[-–—~〜−]{{1,2}}){S}(?:1[0-9]|20)?(?P<last>[1-9]0|[二三四五六七八九]十))"
    rf"{S}年代(?!表)"
)
DAY_BEFORE = re.compile(r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\s?(?:[-–—~〜−至到]\s?)$")
STAMP_BEFORE = re.compile(
    r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s?\("
    r"(?P<updated>(?:最后|最近)?(?:更新|修订|修正|修改)(?:时间|于)?\s?:?\s?)?$"
)
UPDATED = re.compile(r"(?:\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s?(?:更新|修订|修正|修改)")
LONGEST_STAMP = 32  # bounds the work: STAMP_BEFORE is shorter
DAY_IN_BRACKET = re.compile(rf"\s?\((?P<day>{DAY_NUMBER})[日号]\)")
NO_LONE_DAY = rf"(?:[0-9年月第初每约近共满整达过超期连续头前后这那几数多再隔逾足留假隔历有某全各]|(?<!中)共|{CN}|LASTING|[0-9][.,、])\s?$"
PARTS = {
    "初": "start",
    "前": "start",
    "早": "start",
    "中": "mid",
    "年中": "mid",
    "底": "end",
    "末": "end",
    "后": "end",
    "晚": "end",
    "尾": "end",
    "上旬": "start",
    "中旬": "mid",
    "下旬": "end",
    "上中旬": "start-mid",
    "中下旬": "mid-end",
}
SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
UNITS: dict[str, Unit] = {
    "季": "quarter",
    "月": "month",
    "周": "week",
    "星": "week",
    "天": "day",
    "日": "day",
    "年": "year",
    "礼": "week",
}
WEEKDAYS = {char: index for index, char in enumerate("一二三四五六日", 1)} | {"天": 7, "末": 8}


LUNAR = re.compile(
    rf"(?:的?农历|阴历|旧历)|(?:正|腊|冬|闰{MONTH_NUMBER})月|(?:月)?(?:初[一二三四五六七八九十]|初[0-9]{{1,2}})(?![日号步个家名位项批次架艘场款份条辆篇部种代期班团])|廿[一二三四五六七八九]?(?![日号])|大年|十五(?![日号个家名人位条项年月])"
)
ID_BEFORE = re.compile(r"[A-Za-z0-9_/.\-]$")
