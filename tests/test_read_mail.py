"""Messages and saved pages made here: which part is the text, which day counts, what is attached."""

import base64
import datetime as dt
import quopri
from email.message import EmailMessage

import pytest

from pipeline.read import mail, mhtml
from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits
from pipeline.read.mail import unflowed

PLAIN = "2024年3月5日，商务部发布公告。\n第二段。\n"
PAGE = (
    "<html><head><title>题</title></head><body><p>商务部发布公告。</p><p>Second.</p></body></html>"
)


def message(plain: str = PLAIN, page: str = "", **headers: str) -> EmailMessage:
    """Return a message as a mail program would make it."""
    made = EmailMessage()
    made["From"] = "a@example.org"
    for name, value in headers.items():
        made[name] = value
    if plain or not page:
        made.set_content(plain)
    if page:
        (made.add_alternative if plain else made.set_content)(page, subtype="html")
    return made


def read(made: EmailMessage | bytes) -> tuple[str, str]:
    source = mail.read("a.eml", made if isinstance(made, bytes) else bytes(made), DEFAULTS)
    return source.text.replace("\r\n", "\n").rstrip("\n"), source.message


def test_subject_day_and_text() -> None:
    made = message(Subject="出口管制：新规", Date="Tue, 05 Mar 2024 23:30:00 +0800")
    made["Archived-At"] = "<https://lists.example.org/1>"
    source = mail.read("a.eml", bytes(made), DEFAULTS)
    assert source.title == "出口管制：新规"
    assert (source.published, source.published_basis) == (dt.date(2024, 3, 5), "declared")
    assert source.url == "https://lists.example.org/1"
    assert source.text == PLAIN.rstrip("\n")
    assert source.media_type == "message/rfc822"


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Tue, 5 Mar 2024 01:30:00 -0500", dt.date(2024, 3, 5)),
        ("5 Mar 2024 01:30 GMT", dt.date(2024, 3, 5)),
        ("2024-03-05T01:30:00Z", dt.date(2024, 3, 5)),
        ("yesterday", None),
        ("", None),
        ("Tue, 35 Mar 2024 01:30:00 -0500", None),
    ],
)
def test_the_day_is_that_of_the_header(date: str, day: dt.date | None) -> None:
    raw = f"From: a@example.org\r\nDate: {date}\r\n\r\ntext".encode()
    source = mail.read("a.eml", raw, DEFAULTS)
    assert (source.published, source.published_basis) == (day, "declared" if day else "")


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (message(page=PAGE), PLAIN.rstrip("\n")),
        (message("", PAGE), "商务部发布公告。\nSecond."),
        (message("View it in a browser.", "<p>" + "商务部发布公告。" * 20 + "</p>"), "商务部发布公告。" * 20),
        (message("商务部发布公告。" * 5, "<p>" + "商务部发布公告。" * 10 + "</p>"), "商务部发布公告。" * 5),
        (message("", "<p>商务部发布公告。</p><p style='display:none'>preview</p>"), "商务部发布公告。"),
    ],
)  # fmt: skip
def test_plain_text_is_preferred_unless_it_is_a_stub(made: EmailMessage, text: str) -> None:
    assert read(made)[0] == text


@pytest.mark.parametrize("charset", ["gb18030", "gbk", "big5", "utf-8", "utf-16"])
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_transfer_encodings(charset: str, transfer: str) -> None:
    data = "商務部發布公告。".encode(charset)
    if transfer == "8bit" and charset == "utf-16":
        pytest.skip("no mail holds it")
    coded = {"base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}
    raw = (
        f'Subject: x\r\nContent-Type: text/plain; charset="{charset}"\r\n'
        f"Content-Transfer-Encoding: {transfer}\r\n\r\n"
    ).encode() + coded.get(transfer, data)
    assert read(raw)[0] == "商務部發布公告。"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"=?gb2312?B?" + base64.b64encode("商务部公告".encode("gbk")) + b"?=", "商务部公告"),
        (b"=?utf-8?Q?=E5=95=86?= =?utf-8?Q?=E5=8A=A1?=", "商务"),
        ("商务部关于出口管制的公告".encode("gbk"), "商务部关于出口管制的公告"),
        (b"plain\r\n folded", "plain folded"),
        (b"=?nocharset?Q?abc?= d", "abc d"),
        (b"a\x1b[2Jb", r"a\x1b[2Jb"),
    ],
)
def test_subjects_in_all_dialects(subject: bytes, title: str) -> None:
    raw = b"Subject: " + subject + b"\r\nFrom: a@example.org\r\n\r\ntext"
    assert mail.read("a.eml", raw, DEFAULTS).title == title


def test_attachments_are_named() -> None:
    made = message()
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="公告.pdf")
    made.add_attachment("inner", filename="b.txt")
    made.add_attachment(message("inner", Subject="Re: x"))
    text, told = read(made)
    assert text == PLAIN.rstrip("\n")
    assert told == "attachments not read: 公告.pdf, b.txt, message “Re: x”"


@pytest.mark.parametrize("own", ["", "\n", "See below.\n"])
def test_a_message_that_only_passes_others_on_says_what_they_say(own: str) -> None:
    made = message(own, Subject="Fwd")
    made.add_attachment(message(PLAIN, Subject="公告"))
    made.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    text, told = read(made)
    if own.strip():
        assert (text, told) == ("See below.", "attachments not read: message “公告”, a.png")
    else:
        assert text.strip() == f"公告\n{PLAIN}".strip()
        assert told == "attachments not read: a.png"


def test_many_attachments_are_counted() -> None:
    made = message()
    for number in range(12):
        made.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    assert read(made)[1].endswith("9.png and 2 more")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("> one \n> two\nthree", "> one two\nthree"),
        ("> one \n>> two", "> one \n>> two"),
        ("text \n-- \nname", "text \n-- \nname"),
        (" >not quoted\nx", ">not quoted\nx"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_flowed_lines_are_joined(text: str, joined: str) -> None:
    assert unflowed(text) == joined


def test_flowed_chinese_loses_its_blanks() -> None:
    assert unflowed("工业和 \n信息化部", joins=True) == "工业和信息化部"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "no e-mail"), (b"just text\n", "no e-mail"), (b"\x00\x01\x02" * 50, "no e-mail")],
)
def test_what_is_no_message_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        mail.read("a.eml", data, DEFAULTS)


def test_parts_nested_without_end() -> None:
    raw = b"From: a@example.org\r\n"
    for depth in range(3000):
        boundary = b"b%d" % depth
        raw += b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n' % (
            boundary,
            boundary,
        )
    with pytest.raises(ReadError, match="nested too deep"):
        mail.read("a.eml", raw + b"\r\ntext", DEFAULTS)


def test_a_message_that_breaks_off_is_read_and_says_so() -> None:
    data = bytes(message(page=PAGE))
    text, told = read(data[: data.rindex(b"--")])
    assert text == PLAIN.rstrip("\n")
    assert "cut off" in told


ARTICLE = "".join(
    f"<p>2024年3月{day}日，商务部发布了第{day}号公告，对有关物项实施出口管制，自发布之日起生效。</p>"
    for day in range(1, 9)
)


def saved(
    page: bytes, kind: str = "text/html", transfer: str = "quoted-printable", frames: str = ""
) -> bytes:
    body = quopri.encodestring(page) if transfer == "quoted-printable" else base64.encodebytes(page)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.org/a.html\r\n"
        b"Subject: =?utf-8?Q?Saved?=\r\nDate: Fri, 6 Dec 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        + f"--b\r\nContent-Type: {kind}\r\nContent-ID: <f@mhtml.blink>\r\n".encode()
        + f"Content-Transfer-Encoding: {transfer}\r\n".encode()
        + b"Content-Location: https://www.example.org/a.html\r\n\r\n"
        + body
        + b"\r\n--b\r\nContent-Type: image/png\r\nContent-Location: https://www.example.org/i.png\r\n\r\nx"
        + frames.encode()
        + b"\r\n--b--\r\n"
    )


def page(head: str = '<meta charset="utf-8">', title: str = "<title>出口管制新规</title>") -> str:
    return f"<html><head>{head}{title}</head><body><article>{ARTICLE}</article></body></html>"


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_a_saved_page_is_its_article(transfer: str) -> None:
    source = mhtml.read("a.mhtml", saved(page().encode(), transfer=transfer), DEFAULTS)
    assert source.text.count("公告") == 8
    assert source.title == "出口管制新规"
    assert source.url == "https://www.example.org/a.html"
    assert source.published is None


def test_a_saved_page_has_the_day_that_the_page_declares() -> None:
    head = '<meta charset="utf-8"><meta property="article:published_time" content="2024-03-09">'
    source = mhtml.read("a.mhtml", saved(page(head).encode()), DEFAULTS)
    assert (source.published, source.published_basis) == (dt.date(2024, 3, 9), "declared")


def test_a_saved_page_without_a_title_has_that_of_the_window() -> None:
    source = mhtml.read("a.mhtml", saved(page(title="").encode()), DEFAULTS)
    assert source.title == "Saved"


def test_a_charset_that_only_the_header_tells() -> None:
    data = saved(page(head="").encode("gbk"), 'text/html; charset="gb2312"')
    assert mhtml.read("a.mhtml", data, DEFAULTS).text.count("公告") == 8


def test_frames_are_other_pages() -> None:
    frame = "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>advertisement</p>"
    source = mhtml.read("a.mhtml", saved(page().encode(), frames=frame), DEFAULTS)
    assert "advertisement" not in source.text
    assert "1 frames not read" in source.message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html></html>", "no saved page"),
        (b"", "no saved page"),
        (bytes(message()), "there is no page"),
        (saved(page().encode())[:120] + b"\r\n\r\n", "there is no page"),
    ],
)
def test_bad_saved_pages_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        mhtml.read("a.mhtml", data, DEFAULTS)


def test_the_limit_counts_for_a_saved_page() -> None:
    with pytest.raises(ReadError, match="limit of 100 bytes"):
        mhtml.read("a.mhtml", saved(page().encode()), Limits(bytes=100))
