"""Write docs/xapi.md and docs/xapi-profile.jsonld from the words of xAPI: `python3 docs/make_xapi.py`."""

from __future__ import annotations

from pathlib import Path

from socialscaffold.targets.xapi import PROFILE, STATE, VERSION, profile, verbs

PAGE = """# What a cmi5 package tells the record store

This page and [xapi-profile.jsonld](xapi-profile.jsonld) are made from `socialscaffold/targets/xapi.py` by
`python3 docs/make_xapi.py`. Each cmi5 package carries the same profile at its root.

`socialscaffold build my-program --format cmi5` packs the learner's page as an assignable unit of cmi5. The LMS launches
it with the address of its record store (LRS). To that store, and to nobody else, the page sends:

- the **words of cmi5**: *initialized* and *terminated* for each visit; *completed* once everything that counts is done;
  in a graded program *passed* once, or *failed* at the end of a visit that did not reach the mark. The mark is the one
  that the LMS hands over.
- **answers to quizzes**, as *answered* with the interaction types of xAPI.
- an **act**, once, when a learner ticks that they did something with others. These are the words of our profile:

| the learner | verb | with | IRI of the verb |
|---|---|---|---|
{rows}

## What is never in a statement

What a learner wrote, but for a short answer in a quiz. A statement says that somebody reflected, not what they thought.
The page's own document (the State API, `{state}`) keeps ticks and texts so that
the next visit goes on where the last one ended; texts that the program calls private are not in it either.

## When the store is away

Each act waits in the page's document until the store has taken it. A request that fails is tried again, at first at
once and then every 15 seconds; the line at the top of the page says so, and the browser asks before it closes the page.
What was not delivered goes out in the next visit. The id of a statement follows from the registration and from what was
ticked, so that a second try is the same statement and never a second one. An act that the store refuses holds up no
other.

A page that is open in two places does not overwrite itself: the one that saved last goes on, the other says so and asks
for the journal to be downloaded.

## Names

| what | IRI |
|---|---|
| the profile | `{profile}` |
| its version, a category of each act | `{version}` |
| a program | `{home}/programs/ID`, or `https://your.org/courses/ID` with `package: {{iri: …}}` |
| what an act is about | the program's, then `/items/ID` |
| a question | the program's, then `/questions/ID` |

Set `iri` before the first learner begins, and leave it: records hang on these names. Two programs of one id in one
record store need different ones. The names begin with an address that is reserved for examples, so nothing is there
and nobody can put something else there.
"""


def page() -> str:
    """The whole page."""
    rows = [f"| {one.means.rstrip('.')} | *{one.said}* | {one.done_with.said} | `{one.iri}` |" for one in verbs()]
    home = PROFILE.removesuffix("/xapi")
    return PAGE.format(rows="\n".join(rows), state=STATE, profile=PROFILE, version=VERSION, home=home)


if __name__ == "__main__":
    Path(__file__).with_name("xapi.md").write_text(page(), "utf-8", newline="\n")
    Path(__file__).with_name("xapi-profile.jsonld").write_bytes(profile())
