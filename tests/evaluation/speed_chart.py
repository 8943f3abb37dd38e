"""The figures of `make bench` as a picture of four charts."""

from pathlib import Path
from typing import Any

Figures = dict[str, Any]
WHOLE = "all but reading"
LEAST = 0.005  # seconds: less is no bar
BESIDE = ("OpenCC", "jieba.posseg", "JioNLP's dates", "their chain", "zhengju")


def draw(found: Figures, path: Path) -> None:
    """Draw the figures as one picture of four charts."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "zhengju"
    from matplotlib import pyplot

    figure, places = pyplot.subplots(2, 2, figsize=(11, 7.5), layout="constrained")
    by_stage = {name: taken for name, taken in found["stages"].items() if name != WHOLE}
    _bars(places[0][0], by_stage, "Seconds of computing by stage")
    _bars(places[0][1], found["writing"], "Seconds of gathering and writing the tables")
    theirs = {name: found["peers"][name] for name in BESIDE}
    _bars(places[1][0], theirs, "The Chinese articles: seconds beside others' libraries")
    lines = places[1][1]
    for name, figures, of in (
        ("documents", found["growth in documents"], "documents"),
        ("length", found["growth in length"], "characters"),
    ):
        first = figures[0]
        more = [(row[of] / first[of], row["seconds"] / first["seconds"]) for row in figures]
        lines.plot(*zip(*more, strict=True), marker="o", label=name)
    lines.plot((1, 64), (1, 64), color="gray", linestyle=":", label="in proportion")
    lines.set(
        xscale="log",
        yscale="log",
        title="Growth",
        xlabel="times as much",
        ylabel="times the seconds",
    )
    lines.legend()
    figure.savefig(path, metadata={"Date": None})


def _bars(place: Any, figures: Figures, title: str) -> None:
    """Draw figures as bars, the largest on top."""
    rows = sorted(
        ((n, f) for n, f in figures.items() if isinstance(f, int | float) and f >= LEAST),
        key=lambda row: row[1],
    )
    place.barh([name for name, _ in rows], [figure for _, figure in rows], color="#4878a8")
    for line, (_, figure) in enumerate(rows):
        place.text(figure, line, f" {figure:g}", va="center", fontsize=8)
    place.set_title(title)
    place.spines[["top", "right"]].set_visible(False)
    place.tick_params(labelsize=8)
