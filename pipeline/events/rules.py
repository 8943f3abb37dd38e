"""The rules of events, by id: how a predicate stands to the date that it is tied to."""

from collections.abc import Mapping

from pipeline.events.refusals import REASONS

RULES: Mapping[str, str] = {
    **REASONS,
    "constructions.csv": "a row of constructions.csv marked a piece of the clause",
    "date-attributive": "a verb with 的 behind the date: 2021年3月发布的报告",
    "date-before": "an event told before the main one, of the same date",
    "date-frame": "a frame around the main event: 2021年3月，在会见时",
    "date-main": "the main predicate behind the date: 2021年3月，商务部公布新规",
    "date-noun": "a noun of an event that the date governs: 2021年3月的会议",
    "english-line": "a line of a chronicle: Apr. 2019 Launch of the program",
    "english-noun": "a noun of an event in front of the date: the launch in March 2021 failed",
    "english-before": "the verb in front of the date: issued a rule in March 2021",
    "english-opening": "the first verb behind a date that opens its clause: In March 2021 it issued",
    "goes-on": "who made a dated statement says more in the next sentence: 2日，她見記者。她指",
    "part-of-speech": "the predicate is in no list: its part of speech made it one",
    "predicate-before-date": "the predicate in front of the date: 计划实施到2025年",
    "weighed": "no rule proposed the predicate; what it shows weighs for it: the words beside it, its distance",
}
