"""Small files made to fill the memory or the time: each is read, or fails with a reason, within a
minute and a gigabyte, without a second process that ends it.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile_files import HOSTILE

MOST_SECONDS, MOST_MEGABYTES = 60, 1_000  # of computing for one file; of the process for all
READER = """
import json, re, resource, sys, time
from pathlib import Path
from pipeline.read import article_paths, read_articles
from pipeline.read.failure import Failure
from pipeline.read.metadata import Metadata

def most_megabytes():
    # ru_maxrss also counts the process that started this one
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

corpus = Path(sys.argv[1])
for path in article_paths(corpus):
    started = time.process_time()
    (found,) = read_articles(corpus, path, Metadata({}))
    seconds = time.process_time() - started
    megabytes = most_megabytes()
    failed = isinstance(found, Failure)
    print(json.dumps([path, failed, found.message, seconds, megabytes]), flush=True)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """Read all files in one process; return what each said, its seconds and the megabytes so far."""
    corpus = tmp_path_factory.mktemp("hostile")
    for number, (suffix, build, _) in enumerate(HOSTILE.values()):
        (corpus / f"{number:02}.{suffix}").write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-c", READER, str(corpus)],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(HOSTILE, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_read_or_fails_soon(case: str, told: dict[str, list[object]]) -> None:
    reason = HOSTILE[case][2]
    _, failed, message, seconds, megabytes = told[case]
    assert failed == bool(reason), message
    assert reason in str(message)
    assert "defect" not in str(message)
    assert float(str(seconds)) < MOST_SECONDS
    assert float(str(megabytes)) < MOST_MEGABYTES
