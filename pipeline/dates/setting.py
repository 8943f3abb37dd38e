"""Where a date expression stands, and what the words around it say."""

from dataclasses import dataclass

from pipeline.dates.expression import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where an expression stands: its sentence, paragraph and chain of clauses, and what its
    surroundings say.

    `gap` is the unit of a duration in front of it (year for 两年多后的3月5日); `is_scheduled` that it
    takes effect or ends something then; `is_compared` that it is another event's day (与条例同日), `is_in_digits` that a day in digits is (721当晚);
    `is_aside` that it only tells which thing is meant (2023年10月签署的行政令);
    `is_heading` that a year has its line to itself; `is_dispatch` that it dates a dispatch (5月6日电);
    `is_effect` that a rule applies from then on (自9月1日起施行); `is_told` that it tells of what is done,
    `is_occasion` of what is held at set times (11月选举), `is_said` of a speech (said in April),
    `is_up_to_now` of what lasts (3月至今), `is_deadline` of what is to be done by then;
    `is_verbless` that no verb stands with it, `is_narrated` that a verb of an act does;
    `is_again` that something happens once more (1962年政变…二月初再次);
    `is_from_then` that something begins then that nobody tells of as done (周四起重开);
    `is_measure` that something else is measured by it (较上月); `is_of_event` that an event in front of it tells
    which day is meant (袭击当晚); `is_named` that a holiday is spoken of, and not its day (the
    message of Christmas); `days_ahead` how far ahead a weekday may lie of
    which nobody tells as done (周六举行).
    """

    start: int
    sentence: int
    paragraph: int
    chain: int = 0
    is_future: bool = False
    scope: Scope = Scope.DOCUMENT
    is_quoted: bool = False
    opens_clause: bool = False
    gap: str = ""
    is_scheduled: bool = False
    is_compared: bool = False
    is_in_digits: bool = False
    opens_sentence: bool = False
    is_aside: bool = False
    opens_line: bool = False
    is_heading: bool = False
    is_dispatch: bool = False
    is_effect: bool = False
    is_told: bool = False
    is_occasion: bool = False
    is_said: bool = False
    is_up_to_now: bool = False
    is_deadline: bool = False
    is_verbless: bool = False
    is_narrated: bool = False
    is_measure: bool = False
    is_from_then: bool = False
    is_again: bool = False
    is_of_event: bool = False
    is_named: bool = False
    days_ahead: int = 0
