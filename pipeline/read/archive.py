"""A .zip of articles to its members: each is a document of its own, news.zip#2024/a.txt."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.read.failure import ReadError
from pipeline.read.language import common_share
from pipeline.read.limits import Limits
from pipeline.read.naming import composed

MOST_MEMBERS = 50_000
OLD = "cp437"  # how Python reads a name whose encoding is not told
UTF8_NAME, ENCRYPTED = 0x800, 0x1  # bits of a member's flags
NO_ZIP = "this is no .zip, or it is cut off: get the file again, or unpack it into the folder"
LOCKED = "it has a password: unpack it, and put its files here without one"
OUTSIDE = "its name leads out of the archive: the archive is damaged or made to do harm"
TWICE = "the archive holds two files of this name: unpack it, and rename one of them"
DAMAGED = "it is damaged in the archive: get the archive again, or unpack it and look"
LEADS_OUT = re.compile(r"/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)")
NOT_MINE = re.compile(r"(?:.*/)?(?:\.(?!\.(?:/|$))|~\$|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path, and its bytes or why they cannot be had."""

    path: str
    data: bytes = b""
    problem: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the bytes, nothing where there are none."""
        return "" if self.problem else hashlib.sha256(self.data).hexdigest()


def members(data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the files of an archive in the order of their paths; folders, hidden files and what
    macOS and Windows add are none. One that cannot be had says why.

    Raises ReadError for what is no archive, or holds more than the limits allow: what was yielded
    before stays.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except Exception:  # zipfile raises whatever it stumbles over
        raise ReadError(NO_ZIP) from None
    if len(infos) > MOST_MEMBERS:
        raise ReadError(
            f"the archive holds {len(infos):,} files, the limit is {MOST_MEMBERS:,}: cut it into "
            "several"
        )
    codec = _codec(infos)
    named = sorted(
        ((_name(info, codec), info) for info in infos if not info.is_dir()),
        key=lambda item: item[0],
    )
    seen: set[str] = set()
    size = 0
    for path, info in named:
        if not NOT_MINE.match(path):
            member = (
                Member(path, problem=TWICE)
                if path in seen
                else _member(archive, path, info, limits)
            )
            seen.add(path)
            size += len(member.data)
            _check_total(size, limits)
            yield member


def _check_total(size: int, limits: Limits) -> None:
    """Refuse archives that inflate to more than a file of many articles may have."""
    if size > limits.collection:
        raise ReadError(
            f"the archive inflates beyond the limit of {limits.collection:,} bytes: cut it into "
            "several archives; the members before are read"
        )


def _codec(infos: Sequence[zipfile.ZipInfo]) -> str:
    """Return in which encoding the names of an archive are that do not say so: Windows writes GBK or
    Big5, whichever makes commoner characters of all of them.
    """
    names = [info.orig_filename for info in infos if not info.flag_bits & UTF8_NAME]
    data = "\n".join(name for name in names if not name.isascii()).encode(OLD, "replace")
    texts = {}
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        try:
            texts[codec] = data.decode(codec)
        except UnicodeDecodeError:
            continue
    if not texts or "utf-8" in texts:
        return "utf-8" if texts else OLD
    return max(texts, key=lambda codec: common_share(texts[codec]) or 0)


def _name(info: zipfile.ZipInfo, codec: str) -> str:
    """Return a member's path with `/`, as most systems write it."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        name = name.encode(OLD, "replace").decode(codec, "replace")
    return composed(name.replace("\\", "/").removeprefix("./"))


def _member(archive: zipfile.ZipFile, path: str, info: zipfile.ZipInfo, limits: Limits) -> Member:
    """Inflate one file of an archive, up to the limit of one article."""
    if LEADS_OUT.match(path):
        return Member(path, problem=OUTSIDE)
    if info.flag_bits & ENCRYPTED:
        return Member(path, problem=LOCKED)
    try:
        with archive.open(info) as file:
            data = file.read(limits.bytes + 1)
        limits.check_bytes(len(data), "it, unpacked,")
    except MemoryError:
        raise
    except ReadError as error:
        return Member(path, problem=str(error))
    except Exception:  # zipfile and its unpackers raise whatever they stumble over
        return Member(path, problem=DAMAGED)
    return Member(path, data)


def is_archive(path: str) -> bool:
    """Tell whether a file's name is that of an archive."""
    return PurePosixPath(path).suffix.lower() == ".zip"
