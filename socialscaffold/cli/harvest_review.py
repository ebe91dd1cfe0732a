"""`socialscaffold harvest review`: one answer after the other, each decision kept before the next is asked."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from textwrap import wrap

from socialscaffold.cli import screen
from socialscaffold.cli.days import day_of_check
from socialscaffold.cli.harvest_collect import IN_BRACES, counted
from socialscaffold.cli.harvest_desk import Desk, at_work, open_desk, tell
from socialscaffold.harvest.clean import clean, formula
from socialscaffold.harvest.decide import Decision, Waiting, decided, noted, waiting
from socialscaffold.harvest.edits import path_of
from socialscaffold.harvest.entry import LONGEST
from socialscaffold.harvest.log import PATH, written
from socialscaffold.harvest.overlay import CannotEdit

_WIDEST = 80
_MENU = "[a]ccept  [e]dit  [r]eject  [d]efer  [s]top"


class _Stopped(Exception):
    """The reader has had enough, or the input is over."""


def run_review(program: Path, regions: tuple[str, ...], by: str, on: str | None, *, markdown: bool) -> int:
    """Ask and write, or print the text of a pull request; exit code 1 where something could not be read or written."""
    import typer

    day = day_of_check(on, "--on").isoformat()
    with ExitStack() as stack:
        desk = open_desk(program)
        if desk is None or (not markdown and not at_work(desk.gate.root, stack)):
            return 1
        if desk.checked.plan is None:
            screen.say("The program's plan can't be made; `socialscaffold check` says why.")
            return 1
        known = [one.region for one in desk.sources.regions]
        for one in regions:
            if one not in known:
                raise typer.BadParameter(f"there are {', '.join(known) or 'none'}", param_hint="--region")
        there = waiting(desk.checked.plan, desk.sources.regions, desk.log, regions)
        if markdown:
            from socialscaffold.output.pull_request import pull_request

            plan = desk.checked.plan
            screen.say(pull_request(plan.program.title, there, plan.say).rstrip("\n"))
            return 0
        return _Walk(desk, there, by, day).run()


def _in_place(text: str) -> str | None:
    """The words as a reader changed them where they stand; None where no terminal of this machine can do that."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        import readline
    except ImportError:  # Windows
        return None
    if "libedit" in (readline.__doc__ or ""):  # which puts nothing into the line
        return None
    screen.say("Change the words below and press Enter; unchanged they stay. Its writer's own are kept beside them.")
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        return input("> ")
    except EOFError:
        raise _Stopped from None
    finally:
        readline.set_startup_hook()


class _Walk:
    """One sitting."""

    def __init__(self, desk: Desk, there: tuple[Waiting, ...], by: str, day: str) -> None:
        self.desk, self.there, self.by, self.day = desk, there, by, day
        self.log = desk.log
        self.counts = {"accepted": 0, "rejected": 0, "put off": 0}

    def run(self) -> int:
        """Ask about each answer; 1 where one could not be written."""
        if not self.there:
            screen.say("No answer waits.")
            return 0
        screen.say(f"{counted(len(self.there), 'answer')} to read. Stop at any time: what you decided is kept.")
        try:
            for number, one in enumerate(self.there, 1):
                self._show(number, one)
                if not self._ask(one):
                    return 1
        except (_Stopped, KeyboardInterrupt):
            screen.say()
        done = [f"{number} {word}" for word, number in self.counts.items() if number]
        left = len(self.there) - self.counts["accepted"] - self.counts["rejected"]
        screen.say(f"\n{', '.join(done) or 'Nothing decided'}; {left} still to decide.")
        if self.counts["accepted"]:
            tell(self.desk.next("Accepted answers stand in the next build: `socialscaffold build`."))
        return 0

    def _show(self, number: int, one: Waiting) -> None:
        screen.say(f"\n{'-' * self._width}")
        self._say(f"{number} of {len(self.there)}   {one.place}   {one.about}   {one.answer.id}")
        if one.message:
            self._say(f"Message{' (fixed)' if one.essential else ''}: {one.message}", "  ")
        self._say(f"Asked: {one.question}", "  ")
        screen.say()
        for line in one.answer.text.split("\n"):
            self._say(line, "  ", "    ")
        screen.say()
        who = {"yes": "Its writer agrees to be shown.", "no": "Its writer does not agree to be shown."}
        self._say(who.get(one.answer.consent, "Its writer has not been asked yet."))
        for each in one.origin.alike:
            self._say(f"Said alike: {' '.join(each.text.split())}", "  ")
        for earlier in one.before:
            self._say(f"The same writer also said ({earlier.id}, {earlier.status}): {earlier.text}", "  ")
        if one.origin.first_written:
            self._say(f"Its writer's own words: {' '.join(one.origin.first_written.split())}", "  ")
        if one.origin.waits_for:
            self._say(f"Put off before: {one.origin.waits_for}", "  ")

    def _ask(self, one: Waiting) -> bool:
        """Ask until there is a decision, and keep it. False, and told, where it can't be written."""
        while True:
            said = self._line(f"{_MENU} > ").casefold()
            if said in ("s", "stop", "q", "quit"):
                raise _Stopped
            if said in ("d", "defer"):
                return self._put_off(one, self._reason("What are you waiting for?"))
            if said in ("r", "reject"):
                decision = Decision("rejected", self._reader(one), self.day, self._reason("Why?"))
                return self._keep(one, decision)
            if said in ("a", "accept", "e", "edit"):
                text = self._edited(one.answer.text) if said.startswith("e") else ""
                return self._accept(one, text)
            screen.say("Type one of the letters in brackets.")

    def _accept(self, one: Waiting, text: str) -> bool:
        agreed = False
        if one.answer.consent == "no":
            screen.say("Its writer said no, so it can't be shown. It is put off.")
            return self._put_off(one, "its writer does not agree to be shown")
        if one.answer.consent == "ask":
            agreed = self._line("Has its writer agreed that colleagues may read it? [y]es  [n]o > ").casefold() in (
                "y",
                "yes",
            )
            if not agreed:
                screen.say("Then it waits until they have.")
                return self._put_off(one, "its writer's consent")
        reason = self._cleaned(self._line("A word on why (Enter for none) > "))
        return self._keep(one, Decision("accepted", self._reader(one), self.day, reason, text, agreed))

    def _edited(self, text: str) -> str:
        """Other words, or nothing where they stay."""
        said = _in_place(text)
        if said is None:
            screen.say("Type the answer as it should read. A line with a single dot ends it;")
            screen.say("a dot at once leaves it as it is. Its writer's own words are kept beside it.")
            lines: list[str] = []
            while (line := self._line("", keep=True)) != ".":
                lines.append(line)
            said = "\n".join(lines)
        made = clean(said).text
        if not made or made == text:
            return ""
        if len(made) > LONGEST or formula(made):
            screen.say("That is too long, or a formula. The answer stays as it is.")
            return ""
        return made

    def _reader(self, one: Waiting) -> str:
        return self._cleaned(self.by) or one.lead or "reviewer"

    def _reason(self, question: str) -> str:
        while not (said := self._cleaned(self._line(f"{question} > "))):
            screen.say("A few words help whoever reads this next.")
        return said

    def _cleaned(self, said: str) -> str:
        return clean(said).text[:500].strip()

    def _put_off(self, one: Waiting, reason: str) -> bool:
        self.log = noted(self.log, one.answer.id, waits_for=reason)
        self.counts["put off"] += 1
        return self.desk.write({PATH: written(self.log)})

    def _keep(self, one: Waiting, decision: Decision) -> bool:
        """Write one decision; the writer's own words first, so that they are never lost."""
        path = path_of(one.region)
        files: dict[str, bytes] = {}
        if decision.text or one.origin.waits_for:
            words = {"first_written": one.answer.text} if decision.text else {}
            self.log = noted(self.log, one.answer.id, **words)
            files[PATH] = written(self.log)
        try:
            files[path] = decided(self.desk.read(path) or b"", one.answer.id, decision)
        except CannotEdit:
            tell(f"The answer is no longer where it was, or in a form that takes no edit. {IN_BRACES}", to_error=True)
            return False
        self.counts[decision.status] += 1
        return self.desk.write(files)

    @property
    def _width(self) -> int:
        return min(_WIDEST, screen.columns(sys.stdout) or _WIDEST)

    def _say(self, text: str, indent: str = "", first: str | None = None) -> None:
        lead = indent if first is None else first
        lines = wrap(screen.clean(text), self._width, initial_indent=lead if first else "", subsequent_indent=lead)
        screen.say("\n".join(lines))

    def _line(self, prompt: str, *, keep: bool = False) -> str:
        """One line of input. Raises _Stopped where there is none."""
        stream = sys.stdout
        if prompt:
            stream.write(prompt)
            stream.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            raise _Stopped
        return line.rstrip("\n") if keep else line.strip()
