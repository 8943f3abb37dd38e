"""Print how well text repair works: on the case files, on undamaged text, on typeset PDF text, and its speed.

Usage: python tests/evaluation/repair.py [TEXT_FILE...] [--pdf FOLDER] [--gold FOLDER]

`--pdf` is a folder of readings NAME.EXTRACTOR.txt with NAME.gold.txt; `--gold` one of gold files with raw and clean
text. Articles given by name, and generated text of many kinds, count as undamaged.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import LCSseq, Levenshtein

from pipeline import lexicon
from pipeline.document import Source
from pipeline.repair import RepairKnowledge, repair
from pipeline.text import TracedText

TESTS = Path(__file__).parents[1]
KNOWLEDGE = RepairKnowledge(lexicon.load())
PLACES = ["东港", "西浦", "南湾", "北崖", "新洲", "老渡", "青屿", "白沙", "长汀", "平湖"]
BODIES = [
    "管理局",
    "委员会",
    "联盟",
    "研究院",
    "工会",
    "银行",
    "船级社",
    "海关",
    "运营商",
    "气象台",
]
DEEDS = ["公布", "批准", "推迟", "讨论", "修订", "启动", "验收", "资助", "否决", "签署"]
THINGS = [
    "航道规划",
    "岸桥标准",
    "数据条例",
    "船员公约",
    "燃料补贴",
    "海图系统",
    "关税清单",
    "灯塔名录",
    "卫星计划",
    "堆场工程",
]
REMARKS = [
    "各方对此看法不一",
    "经费仍然没有着落",
    "工程师们天天加班",
    "种种迹象并不乐观",
    "人人都在等消息",
    "事情要一步一步来",
]


def squeezed(text: str) -> str:
    return "".join(text.split())


def repaired(text: str) -> TracedText:
    return repair(Source("a.txt", text), KNOWLEDGE).text


def sentence(rng: random.Random) -> str:
    """Return a made-up sentence of policy prose."""
    year, month, day = rng.randint(1990, 2030), rng.randint(1, 12), rng.randint(1, 28)
    who, deed, thing = (
        rng.choice(PLACES) + rng.choice(BODIES),
        rng.choice(DEEDS),
        rng.choice(THINGS),
    )
    when = rng.choice(
        [
            f"{year}年{month}月{day}日",
            f"{year} 年 {month} 月",
            f"{month}月{day}日",
            f"{year}年底前",
            "",
        ]
    )
    amount = rng.choice(
        [f"，金额{rng.randint(1, 900)}亿元", f"，涉及{rng.randint(2, 90)}家企业", ""]
    )
    return f"{when}{'，' if when else ''}{who}{deed}《{rng.choice(PLACES)}{thing}》{amount}，{rng.choice(REMARKS)}。"


def paragraphs(rng: random.Random, count: int) -> str:
    return (
        "\n".join("".join(sentence(rng) for _ in range(rng.randint(2, 6))) for _ in range(count))
        + "\n"
    )


def table(rng: random.Random) -> str:
    cells = ["合格", "不合格", "是", "否", "待定", "12", "12", "2021", "中国", "中国", "美元"]
    rows = [
        rng.choice(["\t", "  ", " | "]).join(rng.choices(cells, k=4))
        for _ in range(rng.randint(3, 12))
    ]
    return "\n".join(rows) + "\n"


def listing(rng: random.Random) -> str:
    style = rng.choice(["{}、", "{}. ", "（{}）", "- "])
    ends = rng.choice(["；", "。", ""])
    return "".join(
        f"{style.format(n)}{rng.choice(DEEDS)}{rng.choice(PLACES)}{rng.choice(THINGS)}{ends}\n"
        for n in range(1, rng.randint(3, 12))
    )


def talk(rng: random.Random) -> str:
    return "".join(
        f"{who}：{rng.choice(['还好，还好。', '天天如此。', '研究研究再说。', sentence(rng)])}\n"
        for who in "问答" * 4
    )


def slogans(rng: random.Random) -> str:
    words = rng.choice(["要和平！", "安全第一！", "起来，起来！", "干干净净迎新年", "人人有责"])
    return f"{words}{words}\n" + f"{words}\n" * 2


def verse(rng: random.Random) -> str:
    return "".join(
        f"{rng.choice(PLACES)}风吹{rng.choice(PLACES)}雨，\n" * rng.randint(1, 2) for _ in range(6)
    )


def entries(rng: random.Random) -> str:
    return "".join(
        f"org-{n},{rng.choice(PLACES)}{rng.choice(BODIES)},government,{rng.randint(1, 9)}\n"
        for n in range(20)
    )


def undamaged(rng: random.Random, length: int) -> Iterator[str]:
    """Yield documents of every kind until a length is reached."""
    kinds = (table, listing, talk, slogans, verse, entries)
    while length > 0:
        parts = [
            paragraphs(rng, 3),
            rng.choice(kinds)(rng),
            paragraphs(rng, 2),
            rng.choice(kinds)(rng),
            paragraphs(rng, 2),
        ]
        text = "\n".join(parts)
        length -= len(text)
        yield text


def on_cases() -> None:
    """Print precision and recall of removed characters over the case file."""
    cases = json.loads((TESTS / "cases" / "repair.json").read_text(encoding="utf-8"))
    right = wrong = missed = exact = 0
    for case in cases:
        got, want = squeezed(repaired(case["raw"]).value), squeezed(case.get("clean", case["raw"]))
        removed, due = len(squeezed(case["raw"])) - len(got), len(squeezed(case["raw"])) - len(want)
        extra = len(want) - LCSseq.similarity(got, want)
        right, wrong, missed = (
            right + removed - extra,
            wrong + extra,
            missed + due - (removed - extra),
        )
        exact += got == want
    print(
        f"cases: {exact} of {len(cases)} exact; precision {right / (right + wrong):.4%}, recall {right / (right + missed):.4%}"
    )


def on_undamaged(files: list[Path]) -> None:
    """Print how many characters are removed from text without damage."""
    texts = [path.read_text(encoding="utf-8") for path in files] + list(
        undamaged(random.Random(11), 250_000)
    )
    total = removed = 0
    for text in texts:
        total += len(text)
        for removal in repaired(text).removals:
            if not removal.rule.startswith("line-break"):
                removed += removal.span.end - removal.span.start
                print(f"  {removal.rule}: {text[removal.span.start : removal.span.end]!r}")
    print(
        f"undamaged: {removed} of {total} characters removed ({100_000 * removed / total:.2f} in 100,000)"
    )


def on_readings(folder: Path) -> None:
    """Print error rates of repaired PDF readings beside the bound that no removal goes below."""
    for extractor in ("pypdf", "pdfplumber", "pdfminer"):
        distance = bound = length = 0.0
        for path in sorted(folder.glob("*.gold.txt")):
            gold = squeezed(path.read_text(encoding="utf-8"))
            raw = path.with_name(path.name.replace(".gold.", f".{extractor}.")).read_text(
                encoding="utf-8"
            )
            distance += Levenshtein.distance(squeezed(repaired(raw).value), gold)
            bound += len(gold) - LCSseq.similarity(squeezed(raw), gold)
            length += len(gold)
        print(
            f"{extractor}: CER {distance / length:.3%}, removal bound {bound / length:.3%}, {length:.0f} characters"
        )


def on_gold(folder: Path) -> None:
    """Print error rates against gold texts, the whole of them counted, optional zones included."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        got, want = squeezed(repaired(gold["raw"]).value), squeezed(gold["clean"])
        print(f"{path.stem}: CER {Levenshtein.distance(got, want) / len(want):.3%}")


def on_speed() -> None:
    """Print characters a second on clean and on damaged text."""
    clean = "\n".join(undamaged(random.Random(5), 1_000_000))
    damaged = "".join(
        f"{p[:60]}{p[:60]}\n-{n}-\n{p[60:]}\n"
        for n, p in enumerate(paragraphs(random.Random(6), 4000).splitlines())
    )
    for name, text in (("clean", clean), ("damaged", damaged)):
        start = time.process_time()
        repaired(text)
        print(
            f"speed on {name} text: {len(text) / (time.process_time() - start):,.0f} characters a second"
        )


def main(arguments: list[str]) -> None:
    folders = {}
    for option in ("--pdf", "--gold"):
        if option in arguments:
            place = arguments.index(option)
            folders[option] = Path(arguments[place + 1])
            del arguments[place : place + 2]
    on_cases()
    on_undamaged([Path(name) for name in arguments])
    if "--gold" in folders:
        on_gold(folders["--gold"])
    if "--pdf" in folders:
        on_readings(folders["--pdf"])
    on_speed()


if __name__ == "__main__":
    main(sys.argv[1:])
