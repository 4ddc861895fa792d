"""A pool of forked workers, as Celery's prefork and `multiprocessing` have them.

The client is made, and used, in the parent. Each worker begins with an empty queue. Such workers end
by `os._exit`, without the end of a normal program; the SDK is told by `multiprocessing` (and by
Celery's `billiard`) when a worker that ends well is about to, and sends what is left. A worker that is
killed, which `Pool.terminate` does, says nothing to anybody: close and join the pool, flush at the end
of a task that matters, or use an outbox.
"""

from __future__ import annotations

import multiprocessing
import sys

from amplitude_sdk import Amplitude

amp = Amplitude()


def resize(number: int) -> int:
    """Do some work, and track it."""
    amp.track("Picture Resized", user_id="studio-1", event_properties={"number": number})
    return number


def main(pictures: int) -> None:
    """Share the work among two workers."""
    amp.track("Batch Started", user_id="studio-1")
    with multiprocessing.get_context("fork").Pool(2) as pool:
        done = pool.map(resize, range(pictures))
        pool.close()
        pool.join()  # without it leaving the `with` kills the workers
    amp.track("Batch Done", user_id="studio-1", event_properties={"pictures": len(done)})


if __name__ == "__main__":
    main(int(sys.argv[1]))
