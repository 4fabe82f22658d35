"""The command with arguments at random, by the hundred: ``make fuzz``.

    python tests/fuzz_commands.py [--commands 500] [--seed 1]

Every command with the options that it has, in any combination and order, with values and files
that make sense and that do not, in the same way for the same seed; the model is the shipped one,
and nothing asks the network. The run fails when a command ends by an exception, with another exit
code than 0, 1 or 2, or shows a traceback or a control character.
"""

from __future__ import annotations

import argparse
import random
import shlex
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

import classifier
from tests.arguments import drawn, prepared, unreachable, wrong

EVERY = 25  # commands between two fresh folders


def main(arguments: list[str] | None = None) -> int:
    """Run the commands, print what became of them, and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--commands", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    counts: Counter[str] = Counter()
    failures = []
    slowest = (0.0, "")
    with (
        patch.object(classifier, "load", cache(classifier.load)),
        patch("classifier.download.client.Client.get", unreachable),
    ):
        for start in range(0, options.commands, EVERY):
            with tempfile.TemporaryDirectory() as folder:
                here = prepared(Path(folder))
                for number in range(start, min(start + EVERY, options.commands)):
                    given = drawn(dice, here)
                    begun = time.monotonic()
                    what = wrong(given, here)
                    shown = ascii(shlex.join(given))
                    slowest = max(slowest, (time.monotonic() - begun, shown[:300]))
                    counts[given[0]] += 1
                    if what is not None:
                        failures.append(f"command {number}: {shown[:1000]}: {what}")
                        print("FAILED:", failures[-1], flush=True)
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"slowest: {slowest[0]:.1f} s ({slowest[1]})")
    print("every command ended as it should" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
