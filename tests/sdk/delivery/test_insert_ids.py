"""Generated insert_ids are unique: in one process, in many, in forked ones and in copied ones."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from itertools import count
from typing import Any

from amplitude_sdk.delivery import insert_ids
from amplitude_sdk.delivery.insert_ids import new_insert_id

NOW = 1_772_388_000_000_000_000

PROCESS = """
import os
from amplitude_sdk.delivery.insert_ids import new_insert_id

if os.environ.get("FORKS"):
    reader, writer = os.pipe()
    if not os.fork():
        os.write(writer, new_insert_id(1).encode())
        os._exit(0)
    os.wait()
    print(os.read(reader, 100).decode())
print(new_insert_id(1))
"""


def ids_of_a_process(**environment: str) -> list[str]:
    """What a fresh process generates, and a forked child of it before."""
    run = subprocess.run(
        [sys.executable, "-c", PROCESS],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def another_copy() -> Any:
    """The module once more, as if it had been loaded by another process."""
    spec = spec_from_file_location("copy", insert_ids.__file__)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_clock_that_stands_still_repeats_nothing() -> None:
    assert len({new_insert_id(NOW) for _ in range(1000)}) == 1000


def test_threads_share_no_id() -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = [*pool.map(lambda _: [new_insert_id(NOW) for _ in range(2000)], range(8))]
    assert len({each for some in ids for each in some}) == 16_000


def test_processes_share_no_id_at_the_same_time() -> None:
    assert ids_of_a_process() != ids_of_a_process()


def test_a_forked_child_shares_no_id_with_its_parent() -> None:
    child, parent = ids_of_a_process(FORKS="yes")
    assert child != parent


def test_processes_resumed_from_one_snapshot_share_no_id() -> None:
    first, second = another_copy(), another_copy()
    second._middle = first._middle
    first._counter, second._counter = count(7), count(7)
    assert first.new_insert_id(NOW) != second.new_insert_id(NOW + 1)


def test_an_id_is_short_plain_text() -> None:
    assert new_insert_id(NOW).isascii()
    assert 30 < len(new_insert_id(NOW)) < 60
