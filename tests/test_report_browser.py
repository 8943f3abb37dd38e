"""The report in a real browser: Debian's chromium driven by Playwright; skipped without them."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.run import RunResult, run
from pipeline.outputs.reader import Recorded, read_cells
from pipeline.report.article import CONTROL
from pipeline.workbench.compare import compare
from pipeline.workbench.compare.shown import page as diff_page
from pipeline.workbench.imported import verdicts_of
from pipeline.workbench.sample import draw, row_id
from pipeline.workbench.sample import page as sample_page

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-quic"]  # fmt: skip
MARKUP = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
ODD = (
    f"{MARKUP}\n\n2023年6月1日，商务部\U00020bb7发布第1号公告\u202e，涉及芯片\u202c。\r\n"
    f"2023年7月2日，美国商务部{MARKUP}发布规则。\x07\n"
)
LEXICON = "id,name_zh_hans,name_en,kind,country,aliases,weak_aliases,note\n"
# What each row of each article shows: the text of the nodes that carry its number.
SHOWN = """() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const texts = {};
  const words = { d: "date", o: "organization", t: "technology", p: "place", i: "instrument" };
  data.docs.forEach((doc, number) => {
    const events = data.events.rows.filter(([article]) => article === number).map(([, id]) => `event.${id}`);
    const mentions = Object.entries(doc.mentions).flatMap(([kind, rows]) => rows.map(([id]) => `${words[kind]}.${id}`));
    [...events, ...mentions].forEach((id, key) => {
      const nodes = document.querySelectorAll(`#article-${number} [data-m~="${key}"]`);
      texts[`${doc.id}.${id}`] = [...nodes].map((node) => node.textContent).join("");
    });
  });
  return texts;
}"""
# Questions that people ask, in the filters of the page: what the answers quote.
TOLD = """美国商务部的实体清单与荷兰的光刻机

2022年12月15日，美国商务部将长江存储等36家中国企业列入实体清单。2021年6月24日，美国商务部把合盛硅业列入实体清单。

2023年3月2日，美国工业与安全局把浪潮集团加入实体清单。2023年9月6日，中国商务部回应。

2023年10月17日，荷兰政府限制光刻机出口。2023年5月23日，日本政府限制光刻胶出口。2024年5月21日，欧盟理事会批准了《人工智能法》。
"""
QUESTIONS = [
    pytest.param({"f-place": "EU"}, ["2024年5月21日"], id="a timeline of the EU"),
    pytest.param(
        {"f-text": "美国商务部", "f-place": "CN", "f-from": "2022-01-01", "f-to": "2023-12-31"},
        ["2022年12月15日", "2023年3月2日"],
        id="US Commerce against Chinese companies",
    ),
    pytest.param(
        {"f-place": "NL", "f-from": "2023", "f-to": "2023-10"},
        ["2023年10月17日"],
        id="years and months",
    ),
    pytest.param({"f-place": "NL", "f-from": "2023-11"}, [], id="later"),
    pytest.param({"f-place": "NL", "f-to": "2023-09"}, [], id="earlier"),
    pytest.param({"f-place": "NL", "f-to": "20"}, ["2023年10月17日"], id="half a year"),
    pytest.param(
        {"f-org": "us-doc", "f-place": "CN"},
        ["2021年6月24日", "2022年12月15日", "2023年3月2日"],
        id="a department with its bodies",
    ),
    pytest.param(
        {"f-agent": "us-doc", "f-affected": "CN", "f-from": "2022", "f-to": "2023"},
        ["2022年12月15日", "2023年3月2日"],
        id="what US Commerce did to Chinese companies",
    ),
    pytest.param({"f-agent": "us-bis"}, ["2023年3月2日"], id="what a body did"),
    pytest.param({"f-agent": "CN"}, ["2023年9月6日"], id="what China did"),
    pytest.param({"f-affected": "cn-inspur"}, ["2023年3月2日"], id="what was done to a company"),
    pytest.param(
        {"f-text": "lithography", "f-place": "NL"}, ["2023年10月17日"], id="in the other language"
    ),
    pytest.param({"f-text": "lithography", "f-place": "EU"}, [], id="nothing"),
]
KEYS = {"events": "event_id", "dates": "date_id", "organization_mentions": "mention_id",
        "technology_mentions": "mention_id"}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def odd_run(tmp_path: Path) -> Path:
    """Return the outputs of a run whose text, file name, title and lexicon try to be markup."""
    corpus, lexicons = tmp_path / "articles", tmp_path / "lexicons"
    corpus.mkdir()
    lexicons.mkdir()
    name = "a'><img src=x onerror=window.ran=1>.txt"
    (corpus / name).write_text(ODD, encoding="utf-8", newline="")
    (corpus / "metadata.csv").write_text(
        f'path,title,published,url\n"{name}","{MARKUP}",2023-08-01,javascript:window.ran=1\n',
        encoding="utf-8",
    )
    (lexicons / "organizations.csv").write_text(
        f"{LEXICON}xx-odd,商务部𠮷,<b>Test</b>,government,CN,,,x\n", encoding="utf-8"
    )
    run(corpus, tmp_path / "out", overlay=lexicons)
    return tmp_path / "out"


def ran(folder: Path, **articles: str) -> Path:
    """Return the outputs of a run over texts: `a` is the article a.txt."""
    (folder / "articles").mkdir()
    for name, text in articles.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    run(folder / "articles", folder / "out")
    return folder / "out"


def opened(browser: Any, outputs: Path, **options: Any) -> tuple[Any, list[str]]:
    """Return a page with the report, and what its console complains of."""
    page = browser.new_page(**({"viewport": {"width": 1300, "height": 900}} | options))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((outputs / "report.html").as_uri())
    return page, complaints


def quotes(outputs: Path) -> dict[str, str]:
    """Return the quote of every row that the report shows, by id."""
    return {
        row[key]: row["quote"]
        for table, key in KEYS.items()
        for row in read_cells((outputs / f"{table}.csv").read_bytes())
    }


def as_seen(quote: str) -> str:
    return CONTROL.sub(lambda match: chr(0x2400 + ord(match.group())), quote)


def test_every_highlight_is_its_quote(browser: Any, sample_run: tuple[Path, RunResult]) -> None:
    page, complaints = opened(browser, sample_run[0])
    shown, wanted = page.evaluate(SHOWN), quotes(sample_run[0])
    assert len(wanted) > 500
    assert {row: shown.get(row) for row in wanted} == wanted
    assert complaints == []


def test_nothing_that_stands_in_an_article_runs(browser: Any, odd_run: Path) -> None:
    page, complaints = opened(browser, odd_run)
    shown, wanted = page.evaluate(SHOWN), quotes(odd_run)
    assert wanted
    assert {row: shown.get(row) for row in wanted} == {
        row: as_seen(quote) for row, quote in wanted.items()
    }
    page.locator(".row").first.click()
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    assert page.locator("#article-facts a").count() == 0
    assert complaints == []


def test_a_row_leads_to_its_clause_and_the_text_to_its_rows(
    browser: Any, sample_run: tuple[Path, RunResult]
) -> None:
    page, _ = opened(browser, sample_run[0])
    row = page.locator(".row").nth(20)
    row.click()
    chosen, text = (page.locator(name).first.bounding_box() for name in (".chosen", "#text"))
    assert abs(chosen["y"] - text["y"] - text["height"] / 2) < text["height"] / 4
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") == row.get_attribute(
        "data-id"
    )
    assert page.locator("#why li").count() > 0
    page.locator("article:not([hidden]) .o").first.click()
    assert ".organization." in page.evaluate("location.hash")


def test_a_permalink_opens_its_row(browser: Any, sample_run: tuple[Path, RunResult]) -> None:
    page, _ = opened(browser, sample_run[0])
    rows = list(read_cells((sample_run[0] / "events.csv").read_bytes()))
    page.goto(f"{(sample_run[0] / 'report.html').as_uri()}#{rows[-1]['event_id']}")
    page.reload()
    assert page.locator(".row[aria-current]").get_attribute("data-id") == rows[-1]["event_id"]


def test_filters_narrow_the_list(browser: Any, sample_run: tuple[Path, RunResult]) -> None:
    page, _ = opened(browser, sample_run[0])
    page.locator("#f-fold").uncheck()
    everything = page.locator(".row").count()
    assert everything == sample_run[1].counts["events"]
    page.locator("#f-org").select_option("us-bis")
    narrowed = page.locator(".row").count()
    assert 0 < narrowed < everything
    page.locator("#f-from").fill("2100-01-01")
    assert page.locator(".row").count() == 0
    page.locator("#clear").click()
    page.locator("#f-text").fill("出口管制")
    assert 0 < page.locator(".row").count() < everything


@pytest.fixture(scope="module")
def told_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ran(tmp_path_factory.mktemp("told"), a=TOLD)


@pytest.mark.parametrize(("filters", "answers"), QUESTIONS)
def test_questions_are_answered_by_filters(
    browser: Any, told_run: Path, filters: dict[str, str], answers: list[str]
) -> None:
    page, _ = opened(browser, told_run)
    for name, value in filters.items():
        choice = page.locator(f"#{name}")
        if choice.evaluate("node => node.tagName") == "SELECT":
            choice.select_option(value)
        else:
            choice.fill(value)
    days = {
        row["event_id"]: row["date_text"]
        for row in read_cells((told_run / "events.csv").read_bytes())
    }
    found = [days[row.get_attribute("data-id")] for row in page.locator(".row").all()]
    assert found == answers


def test_a_question_without_an_event_leads_to_the_articles_that_name_it(
    browser: Any, tmp_path: Path
) -> None:
    text = "荷兰与光刻机\n\n荷兰公司制造光刻机。2023年9月6日，中国商务部发布公告。\n"
    page, complaints = opened(browser, ran(tmp_path, a=text))
    page.locator("#f-text").fill("lithography Netherlands")
    assert page.locator(".row").count() == 0
    assert "No event passes" in page.locator("#no-event").inner_text()
    page.locator("#named a").first.click()
    assert "光刻" in page.locator("article .chosen").first.inner_text()
    page.locator("#f-text").fill("quantum")
    assert page.locator("#named a").count() == 0
    assert complaints == []


def test_a_department_says_that_it_stands_for_its_bodies(browser: Any, told_run: Path) -> None:
    page, complaints = opened(browser, told_run)
    for name in ("f-org", "f-agent"):
        told = {
            option.get_attribute("value"): option.text_content()
            for option in page.locator(f"#{name} option").all()
        }
        assert told["us-doc"] == "U.S. Department of Commerce with its bodies"
        assert told["us-bis"] == "Bureau of Industry and Security"
    page.evaluate("location.hash = '#name=us-doc'")
    page.wait_for_selector("#name:not([hidden])")
    assert "its bodies: Bureau of Industry and Security" in page.locator("#name").inner_text()
    assert page.locator(".row").count() == 3
    page.evaluate("location.hash = '#name=us-bis'")
    page.wait_for_function("document.getElementById('name').textContent.includes('part of')")
    assert page.locator(".row").count() == 1
    assert complaints == []


def test_places_are_those_of_all_that_act_are_affected_or_named(
    browser: Any, told_run: Path
) -> None:
    """Also those of an organization alone, and of a name that stands in no event."""
    page, _ = opened(browser, told_run)
    offered = set(page.locator("#f-place option").evaluate_all("all => all.map(one => one.value)"))
    assert offered >= {"US", "CN", "NL", "JP", "EU"}
    rows = list(read_cells((told_run / "organizations.csv").read_bytes()))
    assert offered >= {row["country"] for row in rows if row["country"]}


@pytest.fixture(scope="module")
def quiet_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the outputs of two articles, one of which names much and tells of no event."""
    quiet = "光刻机概览\n\n荷兰公司制造光刻机，德国蔡司制造镜头。\n"
    return ran(tmp_path_factory.mktemp("quiet"), quiet=quiet, told=TOLD)


def test_articles_are_found_by_all_that_they_name(browser: Any, quiet_run: Path) -> None:
    """Which articles name lithography and the Netherlands? Those without events, too."""
    page, complaints = opened(browser, quiet_run)
    assert "1 of 2 articles have events" in page.locator("#counts").inner_text()
    articles = page.locator("#articles li")
    assert articles.count() == 2
    assert "no event" in articles.filter(has_text="quiet.txt").inner_text()
    lithography = page.locator("#f-tech option", has_text="lithography").first
    page.locator("#f-tech").select_option(lithography.get_attribute("value"))
    page.locator("#f-place").select_option("NL")
    assert articles.count() == 2
    page.locator("#f-place").select_option("DE")  # the country of a company
    assert articles.count() == 1
    assert page.locator(".row").count() == 0
    assert "2 of 2" not in page.locator("#articles-found").inner_text()
    articles.locator("a").click()
    assert "光刻" in page.locator("article .chosen").first.inner_text()
    page.locator("#clear").click()
    doc_id = next(read_cells((quiet_run / "documents.csv").read_bytes()))["doc_id"]
    page.evaluate(f"location.hash = '#article={doc_id}'")
    page.wait_for_selector("#article-0:not([hidden])")
    assert complaints == []


WRONG_DAYS = [
    ("2023-02-31", "", "Write a day that exists", "请写实有的日期"),
    ("31.5.2023", "", "Write a day that exists", "请写实有的日期"),
    ("2023-05-31", "2023-05-01", "The end lies before the start", "终止早于起始"),
]


@pytest.mark.parametrize(("first", "last", "english", "chinese"), WRONG_DAYS)
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_wrong_day_says_what_is_expected(
    browser: Any, told_run: Path, locale: str, first: str, last: str, english: str, chinese: str
) -> None:
    page, complaints = opened(browser, told_run, locale=locale)
    page.locator(".row").first.click()
    page.keyboard.press("e")
    fields = [page.locator(f"#edit-{name}_date") for name in ("start", "end")]
    for field, day in zip(fields, (first, last), strict=True):
        field.fill(day)
    page.locator("#edit button[value=save]").click()
    wrong = fields[1] if last else fields[0]
    assert page.locator("#edit[open]").count() == 1
    assert wrong.get_attribute("aria-invalid") == "true"
    message = page.locator(f"#{wrong.get_attribute('aria-describedby')}")
    assert message.get_attribute("role") == "alert"
    assert message.inner_text().startswith(english if locale == "en" else chinese)
    assert wrong.evaluate("node => node === document.activeElement")
    fields[0].fill("2023-05-01")
    fields[1].fill("2023-05-31")
    page.locator("#edit button[value=save]").click()
    assert page.locator("#edit[open]").count() == 0
    assert complaints == []


def test_a_filter_says_what_it_expects(browser: Any, told_run: Path) -> None:
    page, _ = opened(browser, told_run)
    everything = page.locator(".row").count()
    page.locator("#f-from").fill("2023-13")
    page.locator("#f-to").focus()
    assert "Write a year, month or day" in page.locator("#f-from-wrong").inner_text()
    assert page.locator(".row").count() == everything
    page.locator("#language").click()
    assert "请写实有的年、月或日" in page.locator("#f-from-wrong").inner_text()
    page.locator("#clear").click()
    assert page.locator("#f-from-wrong").inner_text() == ""


def test_why_a_row_is_there_is_told_in_words(browser: Any, tmp_path: Path) -> None:
    """In the language of the page; ids stand folded away."""
    text = "2023年3月2日，美国商务部发布新规。次日，中国商务部发布公告。\n"
    page, complaints = opened(browser, ran(tmp_path, a=text))
    page.locator(".row").last.click()
    told = page.locator("#why").inner_text()
    assert "“次日” is 2023-03-03" in told
    assert "counted from the date “2023年3月2日”" in told
    assert "a day by its distance" in told
    ids = r"date\.\d|zh-relative|counted-from-date|date-main"
    assert not re.search(ids, told)
    page.locator("#why summary").click()
    assert re.search(ids, page.locator("#why details").inner_text())
    page.locator("#language").click()
    told = page.locator("#why").inner_text()
    assert "“次日”即 2023-03-03" in told
    assert "自文中某一日期算起" in told
    assert "日期之后的主要谓语" in told
    page.locator("article .o").last.click()
    assert "词库" in page.locator("#why").inner_text()
    assert complaints == []


@pytest.mark.parametrize("asked", ["drone", "drones Iran", "UAV", "无人机", "unmanned"])
def test_a_name_is_found_by_any_of_its_names(browser: Any, tmp_path: Path, asked: str) -> None:
    text = "Drones over Iran\n\nDrones (UAVs) from Iran flew over the sea, the report said.\n"
    page, _ = opened(browser, ran(tmp_path, a=text, b="In May 2023, Kuwait signed a treaty.\n"))
    page.locator("#f-text").fill(asked)
    assert page.locator("#named a").count() == 1


def test_short_words_are_found_alone(browser: Any, tmp_path: Path) -> None:
    text = "On 2 May 2023, the museum announced a plan. On 3 May 2023, the EU announced a plan.\n"
    page, _ = opened(browser, ran(tmp_path, a=text))
    for word, days in (("EU", ["2023-05-03"]), ("eu", ["2023-05-03"]), ("muse", ["2023-05-02"])):
        page.locator("#f-text").fill(word)
        assert page.locator(".row time").all_text_contents() == days


def test_a_broken_sentence_is_read_as_it_was_mended(browser: Any, tmp_path: Path) -> None:
    """Lines that a page broke: their words stand apart, and are no lines."""
    (tmp_path / "articles").mkdir()
    text = (
        "On 2 May 2023, the European Commission announced that it would\nreview the rules on "
        "chips for the second time, and that it would\nhear the companies concerned.\n"
    )
    (tmp_path / "articles" / "a.md").write_text(text, encoding="utf-8", newline="")
    run(tmp_path / "articles", tmp_path / "out")
    page, _ = opened(browser, tmp_path / "out")
    article = page.locator("article").first
    assert "that it would review the rules" in article.inner_text()
    page.locator("#removed").check()
    assert "that it would\nreview the rules" in article.inner_text()


def test_a_short_time_has_no_tick_twice(browser: Any, told_run: Path) -> None:
    page, _ = opened(browser, told_run)
    page.locator("#f-text").fill("光刻机")
    assert page.locator(".row").count() == 1
    assert page.locator("#timeline .tick").all_text_contents() == ["2023-10"]


def test_the_timeline_is_brushed_by_pointer_and_by_keys(
    browser: Any, sample_run: tuple[Path, RunResult]
) -> None:
    page, complaints = opened(browser, sample_run[0])
    everything = page.locator(".row").count()
    bars = page.locator(".bar")
    box, last = bars.nth(2).bounding_box(), bars.nth(4).bounding_box()
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] - 1)
    days, count = bars.nth(2).get_attribute("aria-label").split(": ")
    assert page.locator("#f-from").input_value().startswith(days[:4])
    assert bars.nth(2).get_attribute("aria-pressed") == "true"
    assert int(count) <= page.locator(".row").count() < everything
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] - 1)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, box["y"] + box["height"] - 1, steps=3)
    page.mouse.up()
    assert page.locator(".bar[aria-pressed=true]").count() == 3
    page.locator(".bar[tabindex='0']").focus()
    page.keyboard.press("Escape")
    assert page.locator(".row").count() == everything
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".bar[aria-pressed=true]").count() == 2
    assert page.locator(".bar:focus").count() == 1
    assert complaints == []


def test_old_events_leave_room_for_the_new_ones(browser: Any, tmp_path: Path) -> None:
    """One event of 1644 among sixty of 2023 counts into the first bar, which has no first day."""
    days = [
        f"2023年{month}月{day}日，商务部发布公告。" for month in range(1, 13) for day in range(1, 6)
    ]
    text = "\n\n".join(["1644年6月6日，清军攻占北京。", *days])
    page, _ = opened(browser, ran(tmp_path, a=text))
    labels = [bar.get_attribute("aria-label") for bar in page.locator(".bar").all()]
    assert labels[0] == "… – 2023-01-31: 6"
    assert labels[1] == "2023-02: 5"


def test_verdicts_are_kept_and_saved(
    browser: Any, sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    page, _ = opened(browser, sample_run[0])
    page.locator("h2").first.click()
    for keys in ("j", "a", "j", "r", "j", "u"):
        page.keyboard.press(keys)
    page.keyboard.press("e")
    page.locator("#edit input[name=trigger]").fill('=said|"so"')
    page.locator("#edit button[value=save]").click()
    page.reload()
    page.locator("#reviewer").fill("Li")
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(tmp_path / "verdicts.csv")
    assert "the folder of the articles" in page.locator("#counts").inner_text()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "verdicts.csv").read_text("utf-8-sig"))))
    assert sorted(row["verdict"] for row in rows) == ["accept", "edit", "reject"]
    wanted = quotes(sample_run[0])
    assert all(row["quote"] == wanted[row["id"]] and row["reviewer"] == "Li" for row in rows)
    corrected = next(row["corrected"] for row in rows if row["corrected"])
    assert json.loads(corrected) == {"trigger": '=said|"so"'}


def test_a_correction_is_one_that_the_next_run_takes(
    browser: Any, told_run: Path, tmp_path: Path
) -> None:
    """Types, modalities and days are chosen; an organization and a date can be corrected, too."""
    page, complaints = opened(browser, told_run)
    page.locator(".row").first.click()
    changed = {
        "event": {
            "event_type": "deal",
            "modality": "planned",
            "start_date": "2021-06-25",
            "end_date": "2021-06-25",
        },
        "organization": {"org_id": "us-doc", "name": "美国商务部（改）"},
        "date": {"timex": "2021-06-25"},
    }
    for kind, cells in changed.items():
        if kind != "event":
            page.locator(f"article .{kind[0]}").first.click()
        page.keyboard.press("e")
        for name, value in cells.items():
            field = page.locator(f"#edit [name={name}]")
            is_chosen = field.evaluate("node => node.tagName") == "SELECT"
            field.select_option(value) if is_chosen else field.fill(value)
        page.locator("#edit button[value=save]").click()
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(tmp_path / "verdicts.csv")
    said = {one.kind: one for one in verdicts_of(tmp_path / "verdicts.csv", Recorded(told_run))}
    assert said.keys() == changed.keys()
    assert all(said[kind].corrected.items() <= cells.items() for kind, cells in changed.items())
    assert all(one.corrected for one in said.values())
    folder = told_run.parent / "articles"
    result = run(folder, tmp_path / "again", verdicts=tmp_path / "verdicts.csv")
    assert result.unmatched == ()
    edited = [row for row in read_cells((tmp_path / "again/events.csv").read_bytes())
              if row["review"] == "edited"]  # fmt: skip
    assert [(row["event_type"], row["modality"]) for row in edited] == [("deal", "planned")]
    assert complaints == []


def test_the_next_report_shows_what_was_reviewed(browser: Any, tmp_path: Path) -> None:
    """Reject one row and accept another, save, put the file beside the articles, run again."""
    corpus, outputs = tmp_path / "articles", tmp_path / "out"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TOLD, encoding="utf-8")
    run(corpus, outputs)
    page, _ = opened(browser, outputs)
    kept, gone = (page.locator(".row").nth(place).get_attribute("data-id") for place in (0, 1))
    page.locator(f"li[data-id='{kept}'] [data-verdict=accept]").first.click()
    page.locator(f"li[data-id='{gone}'] [data-verdict=reject]").first.click()
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(corpus / "verdicts.csv")
    for _ in range(2):
        assert run(corpus, outputs).unmatched == ()
        page, _ = opened(browser, outputs)
        ids = [row.get_attribute("data-id") for row in page.locator(".row").all()]
        assert kept in ids
        assert gone not in ids
        assert page.locator(".tags", has_text="accepted by a reviewer").count() == 1
    # Another browser, which has kept nothing, saves what the run followed with what it says itself.
    more = next(one for one in ids if one != kept)
    page.locator(f"li[data-id='{more}'] [data-verdict=reject]").first.click()
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(corpus / "verdicts.csv")
    run(corpus, outputs)
    page, _ = opened(browser, outputs)
    assert not {gone, more} & {row.get_attribute("data-id") for row in page.locator(".row").all()}
    assert page.locator(".tags", has_text="accepted by a reviewer").count() == 1


def test_verdicts_of_all_pages_are_saved_on_any(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many articles have a page each: what is said there counts in the index, and back."""
    monkeypatch.setattr("pipeline.report.MOST_ARTICLES", 1)
    corpus, outputs = tmp_path / "articles", tmp_path / "out"
    corpus.mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(f"{name}\n\n{TOLD}", "utf-8")
    run(corpus, outputs)
    page, complaints = opened(browser, outputs)
    first, last = page.locator(".row").first, page.locator(".row").last
    ids = [row.get_attribute("data-id") for row in (first, last)]
    page.locator(f"li[data-id='{ids[0]}'] [data-verdict=reject]").click()
    last.click()
    page.wait_for_selector("article .chosen")
    page.locator("article .o").first.click()
    page.keyboard.press("a")
    ids.append(page.evaluate("decodeURIComponent(location.hash.slice(1))"))
    # An article's page hands all to the index, which has what the run followed on every article.
    for address in ("#save", "#up", ""):
        if address == "#up":
            page.go_back()
            page.wait_for_selector("article .chosen")
        if address:
            page.locator(address).click()
            page.wait_for_url("**/out/report.html*")
        with page.expect_download() as download:
            page.locator("#save").click()
        download.value.save_as(tmp_path / "verdicts.csv")
        said = verdicts_of(tmp_path / "verdicts.csv", Recorded(outputs))
        assert {verdict.id for verdict in said} == {ids[0], ids[2]}
        assert all(verdict.quote and verdict.sha256 for verdict in said)
    assert run(corpus, outputs, verdicts=tmp_path / "verdicts.csv").unmatched == ()
    assert complaints == []


def test_a_sample_is_judged_in_the_page_and_blind(
    browser: Any, sample_run: tuple[Path, RunResult], tmp_path: Path
) -> None:
    recorded = Recorded(sample_run[0])
    drawn = draw(recorded, 40)
    (tmp_path / "report.html").write_bytes(sample_page(recorded, drawn))
    page, complaints = opened(browser, tmp_path)
    rows = page.locator(".row")
    assert [row.get_attribute("data-id") for row in rows.all()] == [row_id(row) for row in drawn]
    assert not page.locator("#filters").is_visible()
    for _ in range(40):
        page.keyboard.press("j")
        assert page.locator("article .chosen").first.is_visible()
        told = " ".join(page.locator("#why, .tags").all_inner_texts())
        assert "confidence" not in told
        assert " %" not in told
        page.keyboard.press("a")
    with page.expect_download() as download:
        page.locator("#save").click()
    download.value.save_as(tmp_path / "verdicts.csv")
    said = verdicts_of(tmp_path / "verdicts.csv", recorded)
    assert {verdict.id for verdict in said} == {row_id(row) for row in drawn}
    assert complaints == []


def test_names_have_pages_of_their_own(browser: Any, sample_run: tuple[Path, RunResult]) -> None:
    page, _ = opened(browser, sample_run[0])
    page.evaluate("location.hash = '#name=us-bis'")
    page.wait_for_selector("#name:not([hidden])")
    assert "us-bis" in page.locator("#name").inner_text()
    assert page.locator("#name a").count() > 0


def test_the_page_speaks_both_languages(browser: Any, sample_run: tuple[Path, RunResult]) -> None:
    page, _ = opened(browser, sample_run[0], locale="zh-CN")
    assert page.locator("#events-title").inner_text() == "事件"
    page.locator("#language").click()
    assert page.locator("#events-title").inner_text() == "Events"
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1300])
def test_no_serious_fault_of_accessibility(
    browser: Any, sample_run: tuple[Path, RunResult], width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = opened(
        browser, sample_run[0], viewport={"width": width, "height": 800}, color_scheme=scheme,
        bypass_csp=True,
    )  # fmt: skip
    page.locator(".row").first.click()
    page.locator("#why summary").click()
    page.locator("#f-from").fill("2023-13")
    page.locator("#f-to").focus()
    found = axe.Axe().run(page).response["violations"]
    serious = {
        fault["id"]: fault["nodes"][0]["html"][:200]
        for fault in found
        if fault["impact"] in ("serious", "critical")
    }
    assert serious == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changed_is_a_page_without_faults(
    browser: Any, odd_run: Path, tmp_path: Path, scheme: str
) -> None:
    """Nothing of a text that tries to be markup runs in it, and a screen reader can read it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text(ODD, encoding="utf-8", newline="")
    run(tmp_path / "other", tmp_path / "former")
    file = tmp_path / "diff.html"
    file.write_bytes(diff_page(compare(tmp_path / "former", odd_run)))
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.ran") is None
    assert page.locator("tr.added").count() > 0
    assert page.locator("img, script").count() == 0
    found = axe.Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")] == []
    context.close()
