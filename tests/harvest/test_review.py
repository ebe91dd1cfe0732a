"""The walk through what waits: every decision is kept at once, and nothing is lost whatever stops it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from harvest_parts import NORWAY, Run, export, form
from markdown_it import MarkdownIt

YES = "From July a leader tells the employee two days before the talk."
WORDS = "People here call it a talk between four eyes."


@pytest.fixture
def two(program: Path, run: Run) -> Path:
    """The program with two answers that wait."""
    run("collect", str(export(program.parent, "k3f9x2", {"rules": YES, "words": WORDS})))
    return program


def norway(program: Path) -> str:
    return (program / "regions" / "NO.yaml").read_text("utf-8")


def test_each_decision_stands_in_the_regions_file(two: Path, run: Run) -> None:
    done = run("review", "--by", "hr-north", "--on", "2027-03-31", said="a\n\nr\nNobody says so.\n")
    assert done.returncode == 0 and "1 accepted, 1 rejected; 0 still to decide." in done.stdout
    text = norway(two)
    assert text.startswith(NORWAY.removesuffix("# the end\n")) and text.endswith("# the end\n")
    first, second = text.split("id: NO-rules-2")[1].split("id: NO-words-1")
    for line in ("status: accepted", "reviewed-by: hr-north", "reviewed-on: 2027-03-31"):
        assert line in first
    assert "status: rejected" in second and "reason: Nobody says so." in second
    assert "No answer waits." in run("review").stdout


def test_a_rejected_answer_is_not_proposed_again(two: Path, run: Run) -> None:
    run("review", said="r\nno\nr\nno\n")
    before = norway(two)
    again = run("collect", str(export(two.parent, "other1", {"rules": YES})))
    assert "stays out" in again.stdout and norway(two) == before


def test_other_words_keep_those_of_the_writer(two: Path, run: Run) -> None:
    run("review", said="e\nTell it two days before.\n.\nshorter\ns\n")
    assert "text: Tell it two days before." in norway(two) and YES not in norway(two)
    assert f"first-written: {YES}" in (two / "harvest.yaml").read_text("utf-8")
    again = run("collect", str(export(two.parent, "k3f9x2", {"rules": YES})))
    assert "1 answer was there already." in again.stdout


def test_what_is_put_off_comes_last_with_its_reason(two: Path, run: Run) -> None:
    run("review", said="d\nask the lawyer\ns\n")
    shown = run("review", said="s\n").stdout
    assert "NO-words-1" in shown and "NO-rules-2" not in shown
    both = run("review", said="a\n\ns\n").stdout
    assert both.index("NO-words-1") < both.index("NO-rules-2") and "Put off before: ask the lawyer" in both


def test_nothing_is_accepted_without_its_writers_yes(program: Path, run: Run) -> None:
    run("collect", str(form(program.parent, [("fair", "NO", "rules", "a", YES, "")])))
    run("review", said="a\nn\n")
    assert "status: proposed" in norway(program) and "writer's consent" in (program / "harvest.yaml").read_text("utf-8")
    run("review", said="a\ny\n\n")
    added = norway(program).split("id: NO-rules-2")[1]
    assert "status: accepted" in added and 'consent: "yes"' in added


def test_a_closed_input_keeps_what_was_decided(two: Path, run: Run) -> None:
    done = run("review", said="a\n\n")
    assert done.returncode == 0 and norway(two).count("status: accepted") == 2


def test_a_pull_request_obeys_none_of_the_learners_marks(program: Path, run: Run) -> None:
    text = (
        "Say [x](javascript:alert(1)) and *now* | `code`, ask @everyone or @octocat, see #12, <https://evil.example>,"
        " https://evil.example/a, www.evil.example, ![pixel](https://evil.example/p.png) and [ref]: /x"
    )
    run("collect", str(export(program.parent, "abcd", {"rules": text})))
    shown = run("review", "--markdown").stdout
    assert "`regions/NO.yaml`" in shown and "NO-rules-2" in shown and "its writer agrees" in shown
    page = MarkdownIt("gfm-like").render(shown)
    assert "<a " not in page and "<img" not in page and "<em>" not in page and "<code>code" not in page
    quote = page[page.index("<blockquote>") : page.index("</blockquote>")]
    assert "[x](javascript:alert(1)) and *now* | `code`" in quote and "https://evil.example/a" in quote
    # Hosts look for people and issues in the finished page.
    assert re.search(r"[@#]\w", quote) is None and "@\u200beveryone" in quote and "#\u200b12" in quote


def test_a_day_that_is_none_is_told_of_the_option_that_was_typed(program: Path, run: Run) -> None:
    done = run("review", "--on", "tomorrow")
    assert done.returncode == 2 and "--on" in done.stderr and "--as-of" not in done.stderr


class Terminal:
    """The review on a terminal of its own, 80 columns wide."""

    def __init__(self, program: Path, *words: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        line = [sys.executable, "-m", "socialscaffold", "harvest", "review", "-p", str(program), *words]
        surroundings = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(line, stdin=slave, stdout=slave, stderr=slave, env=surroundings)
        os.close(slave)
        self.seen = ""

    def until(self, words: str, seconds: float = 60) -> str:
        """What stands on the screen once `words` do."""
        begun = len(self.seen)
        end = time.monotonic() + seconds
        while words not in self.seen[begun:]:
            assert time.monotonic() < end, self.seen
            if select.select([self.master], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.master, 65_536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.seen[begun:], self.seen
        return self.seen[begun:]

    def type(self, text: str) -> None:
        os.write(self.master, f"{text}\n".encode())

    def end(self) -> int:
        code = self.process.wait(60)
        os.close(self.master)
        return code


def test_the_walk_fits_a_terminal_of_80_columns(program: Path, run: Run) -> None:
    long = "Æ talk is announced two days before, " * 20 + "\x1b[31mred\x1b[0m and [/bold] stay as they are."
    run("collect", str(export(program.parent, "abcd", {"rules": long})))
    walk = Terminal(program)
    shown = walk.until("[s]top > ")
    assert "1 of 1   Norway   regulation   NO-rules-2" in shown and "[/bold]" in shown and "\x1b" not in shown
    walk.type("x")
    assert "one of the letters" in walk.until("[s]top > ")
    walk.type("r")
    walk.until("Why? > ")
    walk.type("")
    assert "A few words" in walk.until("Why? > ")
    walk.type("Too long.")
    walk.until("0 still to decide.")
    assert walk.end() == 0
    assert max(len(line) for line in re.split(r"\r?\n", walk.seen)) <= 80
    assert "reason: Too long." in norway(program)


def test_ctrl_c_ends_the_walk_kindly(two: Path) -> None:
    walk = Terminal(two)
    walk.until("[s]top > ")
    walk.process.send_signal(signal.SIGINT)
    assert "Nothing decided; 2 still to decide." in walk.until("to decide.")
    assert walk.end() == 0


def test_a_killed_review_goes_on_with_the_next_answer(two: Path, run: Run) -> None:
    walk = Terminal(two)
    walk.until("[s]top > ")
    walk.type("a")
    walk.until("> ")
    walk.type("true here")
    shown = walk.until("[s]top > ")
    assert "NO-words-1" in shown
    walk.process.kill()
    walk.end()
    assert "reason: true here" in norway(two)
    again = run("review", said="a\n\n")
    assert "1 answer to read." in again.stdout and "NO-rules-2" not in again.stdout
    assert norway(two).count("status: accepted") == 3
    assert sorted(path.name for path in two.iterdir()) == ["harvest.yaml", "program.yaml", "regions"]


def test_two_reviews_at_once_are_refused(two: Path, run: Run) -> None:
    walk = Terminal(two)
    walk.until("[s]top > ")
    other = run("review", said="a\n\n")
    assert other.returncode == 1 and "at work" in other.stderr
    walk.type("s")
    walk.until("to decide.")
    assert walk.end() == 0


def test_an_answer_is_changed_where_it_stands(program: Path, run: Run) -> None:
    run("collect", str(export(program.parent, "abcd", {"rules": "A leader tells them two days ahead"})))
    walk = Terminal(program)
    walk.until("[s]top > ")
    walk.type("e")
    assert "press Enter" in walk.until("two days ahead")
    walk.type(" of it.")
    walk.until("Enter for none) > ")
    walk.type("")
    walk.until("0 still to decide.")
    assert walk.end() == 0
    assert "A leader tells them two days ahead of it." in norway(program)
    assert "first-written: A leader tells them two days ahead\n" in (program / "harvest.yaml").read_text("utf-8")


def test_the_reader_sees_what_the_same_writer_said_before(program: Path, run: Run) -> None:
    run("collect", str(export(program.parent, "abcd", {"rules": YES})))
    run("review", said="a\n\n")
    run("collect", str(export(program.parent, "abcd", {"rules": "No: since May a leader need not tell them at all."})))
    run("collect", str(export(program.parent, "efgh", {"rules": "It was never asked in the north, they say."})))
    shown = " ".join(run("review", said="").stdout.split())
    assert shown.count(f"The same writer also said (NO-rules-2, accepted): {YES}") == 1
    page = run("review", "--markdown").stdout
    assert page.count("The same writer also said (`NO-rules-2`)") == 1
