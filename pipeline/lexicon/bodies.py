"""Which organization is a part of which: an id and the parents of bodies.csv to all that stands above
it.
"""

from collections.abc import Mapping


def ancestors(body: str, parents: Mapping[str, str]) -> dict[str, None]:
    """Return what an organization is a part of, the nearest first; itself where it is in a circle.

    >>> [*ancestors("us-bis-oee", {"us-bis-oee": "us-bis", "us-bis": "us-doc"})]
    ['us-bis', 'us-doc']
    """
    above: dict[str, None] = {}
    while (body := parents.get(body, "")) and body not in above:
        above[body] = None
    return above
