"""Old Word files: turned into .docx by the extra, read as what they are where only the name is old."""

import importlib
from pathlib import Path

import pytest

from pipeline.document import Source
from pipeline.read import doc, read_articles
from pipeline.read.failure import Failure, ReadError
from pipeline.read.limits import DEFAULTS
from pipeline.read.metadata import Metadata
from tests.test_read_docx import document, paragraph
from tests.test_read_docx import run as word_run
from tests.test_read_mail import page, saved
from tests.test_read_rtf import coded, rtf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "商务部发布公告。"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (rtf(coded(TEXT)), "application/rtf"),
        (document(paragraph(word_run(TEXT))), "wordprocessingml.document"),
        (saved(page().encode()), "multipart/related"),
        (b"\xef\xbb\xbf" + page().encode(), "text/html"),
        (b"<!DOCTYPE html>" + page().encode(), "text/html"),
    ],
)
def test_what_bears_only_the_name_is_read_as_what_it_is(data: bytes, media_type: str) -> None:
    source = doc.read("a.doc", data, DEFAULTS)
    assert source.media_type.endswith(media_type)
    assert "公告" in source.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no .doc"),
        (b"plain text", "no .doc"),
        (OLE + b"\0" * 600, "cannot be taken apart"),
        (OLE, "cannot be taken apart"),
    ],
)
def test_bad_files_are_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        doc.read("a.doc", data, DEFAULTS)


def test_an_old_file_is_read_as_the_new_one_it_becomes(monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(old: Path, new: Path) -> None:
        assert old.read_bytes().startswith(OLE)
        new.write_bytes(document(paragraph(word_run(TEXT))))

    monkeypatch.setattr(importlib.import_module("doc2docx"), "convert", convert)
    source = doc.read("a.doc", OLE, DEFAULTS)
    assert (source.text, source.title, source.media_type) == (TEXT, "标题", "application/msword")


def test_a_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = importlib.import_module("doc2docx.errors")

    def convert(old: Path, new: Path) -> None:
        raise errors.EncryptedDocumentError

    monkeypatch.setattr(importlib.import_module("doc2docx"), "convert", convert)
    with pytest.raises(ReadError, match="password"):
        doc.read("a.doc", OLE, DEFAULTS)


def test_without_the_extra_it_is_skipped_and_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "find_spec", lambda name: None)
    (tmp_path / "a.doc").write_bytes(OLE)
    (tmp_path / "b.doc").write_bytes(rtf(coded(TEXT)))
    (found,) = read_articles(tmp_path, "a.doc", Metadata({}))
    assert isinstance(found, Failure)
    assert found.status == "skipped"
    assert "zhengju[doc]" in found.message
    (source,) = read_articles(tmp_path, "b.doc", Metadata({}))
    assert isinstance(source, Source)
