"""Books made here part by part: chapters in reading order, the day that they declare, what is refused."""

import datetime as dt
import io
import zipfile

import pytest

from pipeline.read.epub import read
from pipeline.read.failure import ReadError
from pipeline.read.limits import DEFAULTS, Limits

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
XHTML = "application/xhtml+xml"


def chapter(body: str, title: str = "<title/>") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{title}</head><body>{body}</body></html>'
    )


def epub(
    *chapters: str, meta: str = "<dc:title>出口管制</dc:title>", extra: str = "", **parts: str
) -> bytes:
    """Return a book; the files of its chapters are numbered from behind."""
    names = [f"c {len(chapters) - number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="{XHTML}"/>'
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(
            "OEBPS/content.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{meta}</metadata>'
            f"<manifest>{items}{parts.get('manifest', '')}</manifest>"
            f"<spine>{spine}{parts.get('spine', '')}</spine>{extra}</package>",
        )
        for name, content in zip(names, chapters, strict=True):
            archive.writestr(f"OEBPS/{name}", content)
        for name in ("nav.xhtml", "META-INF/encryption.xml"):
            if name in parts:
                archive.writestr(name if "/" in name else f"OEBPS/{name}", parts[name])
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>第一章</h1><p>正文。</p>", "第一章\n正文。"),
        ("<p>a&nbsp;b&mdash;c&amp;d</p>", "a\xa0b—c&d"),
        (
            "<p>见<script>x()</script><span hidden=''>隐</span>此处的公告全文</p>",
            "见此处的公告全文",
        ),
        ("<table><tr><td>7月3日</td><td>公布</td></tr></table>", "7月3日\t公布"),
        ("<p>2019<sup><a href='#n1'>1</a></sup>年</p>", "20191年"),
        (
            "<p>设<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi><mo>=</mo><mn>1</mn></math>。</p>",
            "设x=1。",
        ),
        ("<p>图<svg xmlns='http://www.w3.org/2000/svg'><text>轴</text></svg>中</p>", "图中"),
        ("<p>未闭合<br>的", "未闭合\n的"),
    ],
)
def test_what_a_chapter_shows(body: str, text: str) -> None:
    assert read("a.epub", epub(chapter(body)), DEFAULTS).text == text


def test_chapters_stand_in_reading_order() -> None:
    source = read("a.epub", epub(chapter("<p>一</p>"), chapter("<p>二</p>")), DEFAULTS)
    assert source.text == "一\n\n二"
    assert source.title == "出口管制"


def test_notes_stand_at_the_end_under_marks() -> None:
    note = "<aside epub:type='footnote' id='n1'><p>注文。</p></aside>"
    source = read("a.epub", epub(chapter(f"<p>正文。</p>{note}"), chapter("<p>下</p>")), DEFAULTS)
    assert source.text == "正文。\n\n下\n注文。"
    assert [mark.rule for mark in source.marks] == ["document-note"]


@pytest.mark.parametrize(
    ("manifest", "extra"),
    [
        (f'<item id="nav" href="nav.xhtml" media-type="{XHTML}" properties="nav"/>', ""),
        (
            f'<item id="nav" href="nav.xhtml" media-type="{XHTML}"/>',
            '<guide><reference type="toc" href="nav.xhtml#top"/></guide>',
        ),
    ],
)
def test_the_table_of_contents_is_left_out(manifest: str, extra: str) -> None:
    parts = {"spine": '<itemref idref="nav"/>', "nav.xhtml": chapter("<p>目录</p>")}
    data = epub(chapter("<p>正文</p>"), extra=extra, manifest=manifest, **parts)
    source = read("a.epub", data, DEFAULTS)
    assert (source.text, source.message) == ("正文", "left out: the table of contents")


MODIFIED = '<meta property="dcterms:modified">{}</meta>'.format


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ("<dc:date>2024-03-05</dc:date>", "2024-03-05"),
        ("<dc:date>2024-03-05T00:00:00Z</dc:date>", "2024-03-05"),
        ("<dc:date>2024-03-05T21:14:09Z</dc:date>" + MODIFIED("2025-01-02T08:00:00Z"), "2024-03-05"),
        ('<dc:date opf:event="publication">2024-03-05</dc:date><dc:date opf:event="modification">2025-01-01</dc:date>', "2024-03-05"),
        ('<dc:date opf:event="conversion">2024-03-05</dc:date>', None),
        ('<dc:date opf:event="creation">2024-03-05</dc:date>', None),
        ("<dc:date>2024</dc:date>", None),
        ("<dc:date>2024-03-05T21:14:09Z</dc:date>", None),
        ("<dc:date>2024-03-05T21:14:09Z</dc:date>" + MODIFIED("2024-03-05T21:14:09Z"), None),
        ("<dc:date>2024-03-05T16:00:00+00:00</dc:date>" + MODIFIED("2025-01-02T08:00:00Z"), None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>2024-03-05</dc:date><dc:date>2023-01-01</dc:date>", None),
        (MODIFIED("2025-01-02T08:00:00Z"), None),
    ],
)  # fmt: skip
def test_the_day_is_one_that_somebody_set(meta: str, day: str | None) -> None:
    source = read("a.epub", epub(chapter("<p>正文</p>"), meta=meta), DEFAULTS)
    assert source.published == (dt.date.fromisoformat(day) if day else None)
    assert source.published_basis == ("declared" if day else "")


def encryption(uri: str) -> str:
    return (
        '<e xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>'
        f'<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></e>'
    )


def test_encrypted_fonts_hurt_nobody() -> None:
    parts = {"META-INF/encryption.xml": encryption("OEBPS/font.otf")}
    assert read("a.epub", epub(chapter("<p>正文</p>"), **parts), DEFAULTS).text == "正文"


def test_missing_chapters_are_counted() -> None:
    manifest = f'<item id="x" href="x.xhtml" media-type="{XHTML}"/>'
    data = epub(chapter("<p>正文</p>"), manifest=manifest, spine='<itemref idref="x"/>')
    assert read("a.epub", data, DEFAULTS).message == "1 chapters are missing in the file"


def test_entities_are_not_resolved() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + chapter("<p>前&x;后</p>")[38:]
    )
    assert "root" not in read("a.epub", epub(page), DEFAULTS).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .epub"),
        (b"PK\x03\x04", "no .epub"),
        (epub(chapter("<p>x</p>"))[:-30], "no .epub"),
        (epub(chapter("<p>x</p>"), extra="<broken"), "damaged"),
        (
            epub(
                chapter("<p>x</p>"), **{"META-INF/encryption.xml": encryption("OEBPS/c%201.xhtml")}
            ),
            "DRM",
        ),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read("a.epub", data, DEFAULTS)


def test_a_file_that_inflates_without_end() -> None:
    data = epub(chapter("<p>" + "零" * 3_000_000 + "</p>"))
    with pytest.raises(ReadError, match="decompressed"):
        read("a.epub", data, Limits(decompressed=1_000_000))
