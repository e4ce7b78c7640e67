"""How long each command takes to start: the least work it can do, on a build of seeds/articles.

    python benchmarks/startup.py [--repeats 5]

Best of all runs after one that is not counted: seconds of the clock, and of the processor, which
other work on the machine lengthens less. kg serve is stopped when it says that it is ready; kg push
asks a port where nobody listens; kg link, which asks Wikidata, only prints its help.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KG = str(Path(sys.executable).with_name("kg"))
SEEDS = ROOT / "seeds" / "articles"
FRENCH, ENGLISH = "2023-09-14-kim-poutine-fr.txt", "2023-09-14-kim-putin-en.txt"
COMMANDS = (
    "--help",
    "explain 'Kim Jong-un a rencontré Sergueï Choïgou à Pyongyang.' --lang fr",
    "explain 'Kim Jong-un met Sergei Shoigu in Pyongyang.' --lang en",
    f"build {SEEDS / FRENCH} -o new-fr",
    f"build {SEEDS / ENGLISH} -o new-en",
    f"build {SEEDS} -o out",
    "query out who-met-whom",
    "export out --format turtle",
    "export out --format csv",
    "diff out out",
    "review out",
    "validate out",
    "push out --endpoint http://127.0.0.1:9/",
    "serve out --port 0",
    "check",
    "link --help",
)


def run(command: str, folder: Path) -> tuple[float, float]:
    """Seconds of the clock and of the processor. A build of one article begins from nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    serves = command.startswith("serve")
    process = subprocess.Popen(
        f"exec {KG} {command}",
        shell=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if serves else subprocess.DEVNULL,
    )
    if serves:
        assert process.stderr
        process.stderr.readline()
        clock = time.perf_counter() - begun
        process.terminate()
        process.communicate()
    else:
        process.wait()
        clock = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        run(f"build {SEEDS} -o out", Path(base))
        print("| command | seconds | of the processor |\n|---|---|---|")
        for command in COMMANDS:
            runs = []
            for turn in range(options.repeats + 1):
                told = command.replace("new-", f"new-{turn}-")
                runs.append(run(told, Path(base)))
            clock, busy = (min(column) for column in zip(*runs[1:], strict=True))
            shown = command.replace(f"{SEEDS}/", "").replace(str(SEEDS), "seeds/articles")
            print(f"| kg {shown} | {clock:.2f} | {busy:.2f} |", flush=True)


if __name__ == "__main__":
    main()
