"""The events of a run as a graph: who did what to whom, and when; an edge leads back to its event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.outputs.reader import Cells, Recorded
from pipeline.read.naming import shown
from pipeline.tables.csv import ENTITIES, PRIMARY_KEYS, csv_text, split_items

GRAPHML, CSV = ".graphml", ".csv"
# Who or what an event is done to, by role: the columns of its words and of their ids.
TARGETS = {"recipient": ("recipients", "recipient_ids"), "object": ("objects", "object_ids")}
BOTH = "+"  # between the ids of 双方


class GraphError(ValueError):
    """A graph that cannot be written; says what to do."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Somebody who does something to somebody; `source` and `target` are ids, else words of the
    text.
    """

    source: str
    trigger: str
    target: str
    role: str
    event_type: str
    modality: str
    start_date: str
    end_date: str
    source_text: str
    target_text: str
    confidence: str
    event_id: str
    doc_id: str


@dataclass(frozen=True, slots=True)
class Node:
    """Who stands at the ends of edges: an entity of the run, or words that have no id."""

    id: str
    label: str
    table: str
    kind: str
    country: str


def export_graph(outputs: Path, file: Path) -> tuple[int, int]:
    """Write the events of a run as a graph (.graphml, or .csv: its edges); return the numbers of
    nodes and edges.

    What the text tells again is left out. Raises RecordError for a folder without a run,
    GraphError for another kind of file or without networkx, OSError where it cannot be written.
    """
    if file.suffix.lower() not in (GRAPHML, CSV):
        raise GraphError(f"{file}: no kind of graph. Name a file that ends in {GRAPHML} or {CSV}")
    recorded = Recorded(outputs)
    edges = list(edges_of(recorded.table("events")))
    nodes = list(nodes_of(edges, recorded))
    data = _graphml(nodes, edges) if file.suffix.lower() == GRAPHML else _csv(edges)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return len(nodes), len(edges)


def edges_of(events: Iterable[Cells]) -> Iterator[Edge]:
    """Yield an edge from each actor of an event to each recipient and object."""
    for event in events:
        if event["same_as"]:
            continue
        targets = [
            (role, *target)
            for role, columns in TARGETS.items()
            for target in _ends(event, *columns)
        ]
        for source, source_text in _ends(event, "actors", "actor_ids"):
            for role, target, target_text in targets:
                yield Edge(
                    source, event["trigger"], target, role, event["event_type"],
                    event["modality"], event["start_date"], event["end_date"],
                    source_text, target_text, event["confidence"], event["event_id"],
                    event["doc_id"],
                )  # fmt: skip


def _ends(event: Cells, words: str, ids: str) -> Iterator[tuple[str, str]]:
    """Yield id and words of those who are named in a cell; 双方 stands for both of the two."""
    texts = split_items(event[words])
    known = split_items(event[ids]) or [""] * len(texts)
    for text, joined in zip(texts, known, strict=True):
        for entity in joined.split(BOTH):
            yield entity or text, text


def nodes_of(edges: Iterable[Edge], recorded: Recorded) -> Iterator[Node]:
    """Yield who stands at the ends of edges, in their order."""
    known = {
        row[PRIMARY_KEYS[table]]: _entity(table, row, PRIMARY_KEYS[table])
        for table in ENTITIES.values()
        for row in recorded.table(table)
    }
    ends = dict.fromkeys(name for edge in edges for name in (edge.source, edge.target))
    for name in ends:
        yield known.get(name) or Node(name, name, "", "", "")


def _entity(table: str, row: Mapping[str, str], column: str) -> Node:
    label = row["name_en"] or row["name_zh_hans"] or row[column]
    group = row.get("kind") or row.get("category", "")
    return Node(row[column], label, table, group, row.get("country", ""))


def _csv(edges: Iterable[Edge]) -> bytes:
    return csv_text([field.name for field in fields(Edge)], map(astuple, edges))


def _graphml(nodes: Iterable[Node], edges: Iterable[Edge]) -> bytes:
    """Return a graph as GraphML, an edge named by its event; signs that XML cannot hold are shown
    escaped.
    """
    try:
        import networkx
    except ModuleNotFoundError:
        raise GraphError(
            f"GraphML needs networkx: pip install 'zhengju[graph]', or name a {CSV} file"
        ) from None
    graph = networkx.MultiDiGraph()
    for node in nodes:
        graph.add_node(shown(node.id), **_cells(node, ("id",)))
    for edge in edges:
        ends = (shown(edge.source), shown(edge.target))
        graph.add_edge(*ends, **_cells(edge, ("source", "target")))
    text = "\n".join(networkx.generate_graphml(graph, named_key_ids=True))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _cells(row: Node | Edge, without: tuple[str, ...]) -> dict[str, str]:
    names = (field.name for field in fields(row) if field.name not in without)
    return {name: shown(getattr(row, name)) for name in names}
