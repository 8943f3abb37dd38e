"""Files of which there is no reader here: what makes an article of each that can be read."""

from collections.abc import Mapping
from pathlib import PurePosixPath

WORD = "open it in Word, WPS or LibreOffice and save it as .docx"
SHEET = "save the sheet as .csv with a column `text`, or as .html"
UNPACK = "unpack it into the corpus folder, or pack it anew as .zip"
CALIBRE = "convert it to .epub, for example with `ebook-convert` of calibre"
TO_PDF = "save it as .pdf with a text layer"
SCAN = "run OCR over it, for example `ocrmypdf -l chi_sim+eng in.jpg out.pdf`"
MAIL = "save the message as .eml"
REMEDIES: Mapping[str, str] = {
    **dict.fromkeys((".dot", ".wps", ".wpt", ".wpd", ".pages", ".hwp", ".lwp"), WORD),
    **dict.fromkeys((".dotx", ".dotm", ".ott", ".sxw", ".fodt"), WORD),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".ods", ".numbers", ".tsv"), SHEET),
    **dict.fromkeys((".ppt", ".pps", ".dps", ".odp", ".key"), "save it as .pptx"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"), UNPACK),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".fb2", ".lit", ".chm"), CALIBRE),
    **dict.fromkeys((".ofd", ".caj", ".kdh", ".nh", ".xps", ".oxps", ".ps", ".tex"), TO_PDF),
    **dict.fromkeys((".djvu", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"), SCAN),
    **dict.fromkeys((".msg", ".pst", ".mbox", ".emlx"), MAIL),
    ".webarchive": "save the page as .mhtml or .html",
    ".json": "write one object a line and name the file .jsonl",
    ".xml": "save its text as .txt, or its articles as .jsonl",
}


def remedy_for(path: str, kinds: str) -> str:
    """Say what to do with a file that is not read; `kinds` are those that are."""
    remedy = REMEDIES.get(PurePosixPath(path).suffix.lower(), f"save it as {kinds}")
    return f"this kind of file is not read: {remedy}"
