"""What a dated speaker says in the next sentence is a row of basis paragraph; hardly anything else is."""

import pytest

from pipeline import analyze

MET = "2021年3月5日，周启明会见记者。"
MET_EN = "On 5 March 2021, Secretary Dana Whitfield met reporters in Ottawa."


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (f"{MET}他表示，措施不会改变。", "表示"),
        (f"{MET}会上气氛平静。她强调，措施不会改变。", "强调"),
        (f"{MET_EN} She said the rule would not change.", "said"),
    ],
)
def test_a_speaker_goes_on(text: str, trigger: str) -> None:
    row = analyze(text).events[-1]
    assert (row.basis, row.trigger, row.event_type) == ("paragraph", trigger, "statement")
    assert (row.start_date, row.end_date) == ("2021-03-05", "2021-03-05")
    assert row.quote.startswith(text[text.index("5") if text[0] == "O" else 0 :][:6])
    assert row.confidence < analyze(text).events[0].confidence


@pytest.mark.parametrize(
    "text",
    [
        f"{MET}\n\n他表示，措施不会改变。",  # another paragraph
        f"{MET}措施不会改变。",
        f"{MET}分析人士表示，措施会改变。",  # another speaker
        f"{MET}他去年表示，措施不会改变。",  # a day of its own
        f"{MET}他离开了会场。",
        "2021年3月，周启明会见记者。他表示，措施不会改变。",  # no single day
        "2021年3月5日，工厂停产。他表示，措施不会改变。",  # nobody spoke
        f"{MET_EN} Analysts said the rule would change.",
        f"{MET_EN} The rule would not change.",
    ],
)
def test_other_sentences_do_not(text: str) -> None:
    assert all(row.basis == "sentence" for row in analyze(text).events)
