"""Write tests/golden/: the tables that the sample articles must give, for review to read the diff."""

import tempfile
from pathlib import Path

from pipeline.batch.run import run

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
TABLES = (
    "dates",
    "events",
    "organization_mentions",
    "technology_mentions",
    "instrument_mentions",
    "name_pairs",
    "repairs",
)


def main() -> None:
    """Run over corpus/ and replace the golden tables."""
    with tempfile.TemporaryDirectory() as folder:
        run(ROOT / "corpus", Path(folder))
        for name in TABLES:
            (GOLDEN / f"{name}.csv").write_bytes((Path(folder) / f"{name}.csv").read_bytes())


if __name__ == "__main__":
    main()
