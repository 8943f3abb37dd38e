"""A regular expression that is compiled when a text first needs it: for wide classes of characters and
rare kinds of text, since to compile all at import takes an eighth of a short run.
"""

import re
from functools import cached_property
from typing import Any, cast

# What is asked of a pattern again and again.
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Lazy:
    """Stands for a pattern; from its first use on its methods are those of the compiled one."""

    def __init__(self, source: str, flags: int):
        self.pattern, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        for method in METHODS:
            setattr(self, method, getattr(self.compiled, method))
        return getattr(self.compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can do all that a compiled pattern can, and is compiled when it first does it.

    >>> lazy('[一-鿿]+').search('in 北京').group()
    '北京'
    """
    return cast("re.Pattern[str]", Lazy(source, flags))
