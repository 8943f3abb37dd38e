"""The lists of date_words.csv: which there are, what their words do, what stands beside a word."""

from pipeline.lexicon import values
from pipeline.lexicon.word_list import WordList

DATES = "dates"
DATE_LISTS = (
    WordList("bare_year_cue", DATES, "A bare number behind it is a year: 展望 2025.", "展望"),
    WordList("done_en", DATES, "The verb that a date without a year stands with is done.", "took"),
    WordList("era", DATES, "An era that years are counted from: 民国元年 is 1912.", "民国", values.ERA_YEAR),
    WordList("fiscal_name", DATES, "What tells whose fiscal year is meant.", "NDAA", values.COUNTRY),
    WordList("fiscal_start", DATES, "When the fiscal year of a country (an id of places.csv) begins: -3 in October of the year before, 0 in January. That of no other is known.", "US", values.MONTHS),
    WordList("flashback_en", DATES, "The date behind it looks back; what follows does not count from it.", "as early as"),
    WordList("flashback_zh", DATES, "The date behind it looks back; what follows does not count from it.", "早在"),
    WordList("future_en", DATES, "A date without a year that it governs lies ahead.", "will"),
    WordList("future_zh", DATES, "A date without a year that it governs lies ahead: 将公布.", "将"),
    WordList("fuzzy_en", DATES, "A time that has no borders.", "recently", values.REFERENCE),
    WordList("fuzzy_zh", DATES, "A time that has no borders.", "近年来", values.REFERENCE),
    WordList("holiday_en", DATES, "A holiday that falls on the same day every year.", "Christmas", values.DAY),
    WordList("holiday_zh", DATES, "A holiday that falls on the same day every year.", "元旦", values.DAY),
    WordList("lasting_zh", DATES, "Days behind it are a span and no day of the month: 历时三日.", "历时"),
    WordList("making_zh", DATES, "The verb of a clause that names a thing by its date: 2022年签署的协议.", "签署"),
    WordList("month_en", DATES, "A month.", "January", values.MONTH),
    WordList("name_en", DATES, "A name that only looks like a date.", "Black Friday"),
    WordList("name_zh", DATES, "A name that only looks like a date.", "今日头条"),
    WordList("news_verb_zh", DATES, "A day of the month in one numeral stands before it: 他三日宣布.", "宣布"),
    WordList("occasion_en", DATES, "What is held at set times: a date beside it lies ahead, unless it was.", "election"),
    WordList("occasion_zh", DATES, "What is held at set times: a date beside it lies ahead, unless it was.", "选举"),
    WordList("plan_cue_en", DATES, "A lone year beside it is a target that lies ahead.", "will"),
    WordList("plan_cue_zh", DATES, "A lone year beside it is a target that lies ahead.", "计划"),
    WordList("plan_en", DATES, "A year behind it is a part of a plan's name: Made in China 2025.", "Vision"),
    WordList("plan_zh", DATES, "A year behind it is a part of a plan's name: 中国制造2025.", "愿景"),
    WordList("predicate_zh", DATES, "A verb between a year and 法案 shows that the year is no part of a name.", "通过"),
    WordList("relative_en", DATES, "A time told by its distance from the article or from another date.", "today", values.OFFSET_VALUE),
    WordList("relative_zh", DATES, "A time told by its distance from the article or from another date.", "去年", values.OFFSET_VALUE),
    WordList("said_en", DATES, "A verb of speech: the date behind it is the speaker's.", "said"),
    WordList("said_zh", DATES, "A verb of speech: the date before it is the speaker's.", "表示"),
    WordList("season_en", DATES, "A season.", "spring", values.SEASON),
    WordList("season_zh", DATES, "A season.", "春季", values.SEASON),
    WordList("title_en", DATES, "A year before it is a part of a title: the 2022 CHIPS Act.", "Act"),
    WordList("title_zh", DATES, "A year before it is a part of a title: 2022年芯片法案.", "法案"),
    WordList("told_zh", DATES, "A word that tells of what is done.", "宣布"),
    WordList("weekday_en", DATES, "A day of the week.", "Monday", values.WEEKDAY),
)  # fmt: skip
