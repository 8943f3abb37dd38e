r"""The groups and words of RTF that decide where text belongs: on the page, beside it, nowhere."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": "\xa0", "-": "\u00ad", "_": "-",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
# Groups whose text is not that of the page.
UNSEEN = frozenset([
    "stylesheet", "list", "listoverride", "colortbl", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl",
    "generator", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "pict", "fldinst", "annotation", "atnid", "atnauthor", "atndate", "atnref", "atnicn",
    "bkmkstart", "bkmkend", "xe", "tc", "tcn", "rxe", "txe", "nonesttables", "nonshppict", "shprslt",
    "objclass", "objname", "objdata", "datafield", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
    "aftnsepc", "aftncn", "pntxta", "pntxtb", "sp", "template", "themedata", "colorschememapping",
    "datastore", "latentstyles", "mmathPr", "private", "fname", "panose", "falt", "docvar",
    "userprops", "xmlnstbl", "wgrffmtfilter", "background", "formfield", "mmathPict", "author",
    "operator", "company", "manager", "category", "keywords", "comment", "doccomm", "subject",
    "creatim", "revtim", "printim", "buptim", "hlinkbase", "nextfile", "passwordhash", "buttontext",
])  # fmt: skip
# Groups that hold others whose text is, and nothing else.
HOLLOW = frozenset(["info", "shpinst", "do", "object", "mmath"])
OPENING = frozenset(["shptxt", "dptxbxtext", "result", "moMath"])
BOXES = ("shptxt", "dptxbxtext")
STARRED = (
    HOLLOW | OPENING | frozenset(["moMathPara", "fonttbl", "pntext", "listtext", "footnote", "ud"])
)
LABELS = ("listtext", "pntext")
