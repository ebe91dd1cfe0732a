"""What a learner does on the page of tests/learner/conftest.py, as the browser does it."""

from __future__ import annotations

from playwright.sync_api import Frame, Page, expect

TICKS = (
    "three-kinds/read",
    "kick-off/attended",
    "real-conversation-1/plan",
    "real-conversation-1/practise",
    "real-conversation-1/reflect",
    "real-conversation-1/discuss",
    "rules/answer",
    "make-card/make",
)


def go(frame: Frame | Page, place: str) -> None:
    frame.evaluate("place => { location.hash = place; }", place)
    expect(frame.locator(f"#{place}")).to_be_visible()


def tick(frame: Frame | Page, name: str) -> None:
    go(frame, "item-" + name.split("/")[0])
    frame.locator(f'[data-field="tick:{name}"]').check()


def write(frame: Frame | Page, box: str, text: str) -> None:
    item, _, name = box.partition("/")
    go(frame, f"item-{item}")
    frame.fill(f"#box-{item}-{name}", text)


def text_of(frame: Frame | Page, box: str) -> str:
    return frame.locator("#box-" + box.replace("/", "-")).input_value()


def answer_quiz(frame: Frame | Page, *, well: bool = True) -> None:
    go(frame, "item-check-basics")
    form = frame.locator("#quiz-check-basics")
    form.locator('input[value="owner"]' if well else 'input[value="rate"]').check()
    form.locator('input[value="hotel"]').check()
    form.locator('input[value="shop"]').check()
    form.locator('input[value="true"]').check()
    form.locator("#q-check-basics-unit").fill("  KWH ")
    wanted = ["day", "place", "charger", "price"] if well else ["price", "day", "place", "charger"]
    for target, name in enumerate(wanted):
        while order_of(frame).index(name) > target:
            form.locator(f'li[data-option="{name}"] [data-move="-1"]').click()
    form.get_by_role("button", name="Check my answers").click()


def order_of(frame: Frame | Page) -> list[str]:
    names: list[str] = frame.eval_on_selector_all(
        ".order li", "rows => rows.map(row => row.getAttribute('data-option'))"
    )
    return names


def settled(frame: Frame | Page) -> None:
    """Longer than the quiet that typing has to be followed by before it is saved."""
    frame.wait_for_timeout(400)


def finish_everything(frame: Frame | Page) -> None:
    answer_quiz(frame)
    for name in TICKS:
        tick(frame, name)
