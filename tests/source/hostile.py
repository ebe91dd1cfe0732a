"""Run by test_yaml_reader in a process of its own: reads hostile files, prints the slowest and the peak.

Each case is built to break a reader: by depth, by number, by length, by what the parser does in squares.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from socialscaffold.source import yaml_reader


def peak_of_this_program() -> int:
    """MiB at the most since this program began. On Linux not `ru_maxrss`: it counts the parent that was forked."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text("ascii").split("\n") if one.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def cases() -> Iterator[tuple[str, bytes]]:
    full = yaml_reader.MAX_BYTES
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join('*' + chr(97 + i) for _ in range(9))}]\n" for i in range(9)
    )
    merge = "a0: &a0 {k: v}\n" + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 26))
    repeated = {
        "brackets": "[", "braces": "{", "dashes": "- ", "questions": "? ", "pairs": "{a: ", "items": "[a,",
        "list": "- a\n", "repeated key": "a: b\n", "spaces": " ", "line ends": "\n", "comments": "#\n",
        "anchors": "&a ", "aliases": "- *a\n", "tags": "!a ", "exclamations": "!", "colons": "a: ",
        "quotes": '"',
        "documents": "---\na: b\n", "directives": "%YAML 1.1\n", "carriage returns": "a: b\r",
        "controls": "\x01",
        "tabs": "a:\n\tb\n", "cut comments": "- a #b\n", "backslashes": '"\\', "closers": "]", "commas": "[,",
        "dots": "...\n", "blocks": "a: |\n", "key marks": "? a\n: b\n",
    }  # fmt: skip
    for name, part in repeated.items():
        yield name, (part * (full // len(part))).encode()
    wholes = {
        "one long text": "a: " + "x" * full,
        "one long key": "x" * (full - 10) + ": a",
        "long lines": "a: " + "x\n " * 300_000,
        "long block": "a: |\n" + "  x\n" * 250_000,
        "blank block": "a: |\n" + "\n" * 900_000,
        "long quote": 'a: "' + "x\n" * 500_000 + '"',
        "escapes": 'a: "' + "\\n" * 500_000 + '"',
        "many keys": "{" + ",".join(f"k{i}" for i in range(100_000)) + "}",
        "many pairs": "".join(f"k{i}: b\n" for i in range(90_000)),
        "stairs": "".join(" " * i + "a:\n" for i in range(1_400)),
        "wide and deep": ("- " + "[" * 39 + "\n" + "]" * 39 + "\n") * 12_000,
        "late mistake": "\n" * 500_000 + "a: @",
        "20 MB": "a: " + "x" * 20_000_000,
        "laughs": bomb,
        "merge keys": merge,
        "cycle": "&a [*a]",
        "long number": "a: " + "9" * 5_000,
        "no date": "a: 2024-13-45",
        "bad int": "a: !!int abc",
        "python": "a: !!python/object/apply:os.system [echo]",
    }
    for name, text in wholes.items():
        yield name, text.encode()
    yield "bad bytes", b"\xff" * full
    yield "mixed bytes", bytes(range(256)) * (full // 256)
    yield "UTF-16", "a: b".encode("utf-16")
    yield "surrogate", b"a: \xed\xa0\x80"


def main() -> None:
    slowest: tuple[float, str] = (0.0, "")
    silent = []
    number = 0
    for name, data in cases():
        ways = [(False, data)]
        if len(data) <= yaml_reader.MAX_BYTES:
            ways.append((True, data[: yaml_reader.MAX_BYTES_PURE]))
        for pure, part in ways:
            number += 1
            before = time.process_time()
            node, found = yaml_reader.read_yaml(part, "program.yaml", pure=pure)
            slowest = max(slowest, (time.process_time() - before, f"{name}, pure: {pure}"))
            if node is None and not found:
                silent.append(name)
    peak = peak_of_this_program()
    print(json.dumps({"number": number, "slowest": slowest, "silent": silent, "peak": peak}))


if __name__ == "__main__":
    main()
