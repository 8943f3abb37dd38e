"""Which encoding the bytes of an RTF text are in: that of their font, else that of the file."""

import codecs

from pipeline.read.language import is_chinese

# \fcharset of a font to Python's codec; 1 is the file's own.
OF_FONT = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
OF_FILE = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
WIDER = {
    936: "gb18030",
    54936: "gb18030",
    950: "big5hkscs",
    10008: "gb18030",
    10002: "big5",
    65001: "utf-8",
}
LAST = "cp1252"
MULTIBYTE = ("gb18030", "big5hkscs", "cp932", "cp949")


def codec_of_page(number: int) -> str:
    r"""Return the codec of a code page, as \ansicpg names it.

    >>> codec_of_page(936)
    'gb18030'
    """
    name = WIDER.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return LAST


def text_of(data: bytes, of_font: str, of_file: str) -> str:
    """Decode the bytes of a run. Programs often name a Latin font for Chinese ones: they are Chinese
    where the result is; it’s is not it抯.
    """
    if data.isascii():
        return data.decode("ascii")
    if of_font in ("", LAST) and of_file in MULTIBYTE:
        told = _strict(data, of_file)
        if told is not None and (not of_font or is_chinese(told)):
            return told
    for codec in filter(None, (of_font, of_file, LAST)):
        told = _strict(data, codec)
        if told is not None:
            return told
    return data.decode(LAST, "replace")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
