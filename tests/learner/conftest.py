"""A learner's page with one of everything, small enough to read."""

from __future__ import annotations

import pytest

from socialscaffold.output.learner_page import (
    Channel,
    Completion,
    Fact,
    Item,
    LearnerPage,
    Level,
    Link,
    Option,
    Outcome,
    Owed,
    Person,
    Question,
    Quiz,
    Step,
    TextBox,
    Week,
)

ARTICLE = """<h2>Three places to charge</h2>
<p>Most charging happens <strong>at home</strong>, overnight. Ask where the car sleeps before you ask
how far it goes.</p>
<h3>Home</h3>
<ul><li>7 kW fills a day's driving in three hours.</li><li>A shared garage needs the landlord.</li></ul>
<h3>On the way</h3>
<p>Rapid charging is for journeys, not for Tuesdays.</p>
"""

QUIZ = Quiz(
    (
        Question(
            "sleep",
            "single",
            "A customer parks in a shared garage. What do you ask first?",
            (
                Option("rate", "How fast can your car charge?", feedback="The rate matters last."),
                Option("owner", "Who owns the garage?", True, "Yes: the landlord decides what may be installed."),
                Option("range", "How far do you drive at the weekend?", feedback="Useful, but later."),
            ),
            when_wrong="Read “Home” again.",
        ),
        Question(
            "places",
            "multiple",
            "Which of these are destination charging?",
            (
                Option("hotel", "A hotel car park", True),
                Option("shop", "A supermarket", True),
                Option("motorway", "A motorway service area", feedback="That is rapid charging."),
            ),
        ),
        Question(
            "overnight",
            "true-false",
            "Most charging happens overnight.",
            (Option("true", "True", True), Option("false", "False")),
        ),
        Question(
            "talk",
            "ordering",
            "Put the conversation in order.",
            (
                Option("day", "Ask about a normal Tuesday"),
                Option("place", "Ask where the car sleeps"),
                Option("charger", "Choose the charger"),
                Option("price", "Speak about the price"),
            ),
        ),
        Question("unit", "short-text", "Which unit does a meter count?", accept=("kWh", "kilowatt hours")),
    ),
    pass_percent=80,
)

WEEKS = (
    Week(
        1,
        "Charging in one hour",
        (
            Item(
                "three-kinds",
                "read",
                "Three kinds of charging",
                15,
                steps=(Step("read", html=ARTICLE, tick="I have read it"),),
            ),
            Item(
                "kick-off",
                "live",
                "Kick-off",
                60,
                facts=(Fact("When", "Monday 18 January, 10:00"), Fact("Where", "online, link in your calendar")),
                steps=(Step("attended", tick="I was there"),),
            ),
            Item("check-basics", "quiz", "Check the basics", 10, quiz=QUIZ),
            Item(
                "pick-card",
                "task",
                "Mark the card most useful to your customers",
                5,
                required=False,
                level="react",
                where=Link("Charging community", "https://teams.example/charging"),
                steps=(Step("pick", boxes=(TextBox("why", "Why, in five words", words=5, lines=2),), tick="I have"),),
            ),
        ),
        "18 to 24 January",
    ),
    Week(
        2,
        "The first real conversation",
        (
            Item(
                "real-conversation-1",
                "practice",
                "Hold a real charging conversation",
                85,
                text="You plan it, rehearse it, hold it, and look back.",
                steps=(
                    Step(
                        "plan",
                        "Plan",
                        boxes=(
                            TextBox("if", "If (the moment you will notice) …", words=25, lines=2),
                            TextBox("then", "… then I will", words=25, lines=2),
                        ),
                        tick="My plan is written",
                    ),
                    Step(
                        "practise",
                        "Practise",
                        "Hold one real charging conversation with a customer.",
                        instead="Hold it with a colleague who plays the customer.",
                        note="No names: write about what happened, not about who it was.",
                        facts=(Fact("By", "within 10 days of Monday of week 2"),),
                        tick="I held it",
                    ),
                    Step(
                        "reflect",
                        "Reflect",
                        boxes=(
                            TextBox("what-happened", "What happened?", words=100, private=True),
                            TextBox("what-next", "What will you do next time?", words=100, private=True),
                        ),
                        tick="I have reflected",
                    ),
                    Step("discuss", "Discuss", "Bring one question to your next set meeting.", tick="We discussed it"),
                ),
            ),
            Item(
                "rules",
                "prompt",
                "Which rules are changing in Norway?",
                30,
                text="Talk to your manager about changing rules in Norway. How do they affect your customers?",
                facts=(Fact("Ask", "your manager"), Fact("What comes back", "one rule, with its date")),
                where=Link("Charging community", "https://teams.example/charging"),
                steps=(Step("answer", boxes=(TextBox("answer", "Your answer", words=200),), tick="Sent"),),
            ),
        ),
        "25 to 31 January",
    ),
    Week(
        3,
        'When the customer says "but"',
        (
            Item(
                "make-card",
                "owed",
                "Make your answer card",
                60,
                level="create",
                steps=(
                    Step(
                        "make",
                        text="Make a card from the template.",
                        instead="Add three local facts to an existing card.",
                        links=(
                            Link("The template", "assets/card.html"),
                            Link("A good card", "https://cards.example/1"),
                        ),
                        boxes=(TextBox("card", "My card", hint="One customer, one question, one answer.", words=150),),
                        tick="My card is in the library",
                    ),
                ),
            ),
        ),
    ),
)


@pytest.fixture(scope="session")
def sample_page() -> LearnerPage:
    return LearnerPage(
        program_id="ev-charging",
        title="Advising customers on EV charging",
        weeks=WEEKS,
        summary="Match a charger to a customer's day, answer objections with local facts, and leave your colleagues "
        "an answer card to reuse.",
        language="en-GB",
        outcomes=(
            Outcome("explain", "Explain home, destination and rapid charging"),
            Outcome("objections", "Handle a charging objection with local facts"),
        ),
        owes=(
            Owed("One answer card", "by set meeting 5, in week 7", "make-card"),
            Owed("A report on your last action", "at each meeting"),
        ),
        people=(Person("Your set", "You meet in weeks 1, 2 and 3, online."),),
        levels=(
            Level("notice", "Notice", "See what colleagues have made."),
            Level("react", "React", "Say in a few words what is useful."),
            Level("create", "Create", "Make something that colleagues reuse."),
        ),
        channels=(
            Channel("Charging community", "https://teams.example/charging", "Cards, local facts, questions."),
            Channel("Your set", "", "In your calendar."),
        ),
        completion=Completion(),
    )
