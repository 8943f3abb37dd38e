"""The rules of names that no lexicon holds, by id."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "abbreviated-name": "a name with a head noun that the acronym behind it proves: 发展中心(C-DAC)",
    "army-of-a-country": "an army named by one letter of its country: 美军",
    "bare-ministry": "a ministry named without its country; it gets no id: 商务部",
    "date": "refused: a surface of a lexicon on the characters of a date: 日美 in 5月6日|美国",
    "head-noun": "a head noun and the words before it that make it a name: 卡内基国际和平基金会",
    "subordinate-body": "a body behind its superior and a word for that: 商务部下属工业安全局",
}
