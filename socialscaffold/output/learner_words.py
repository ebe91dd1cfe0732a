"""Every string that the learner's page says by itself, in one table, so that another language replaces one
table.

`{name}` stands for a number or a title that the page fills in.
"""

from __future__ import annotations

from socialscaffold.words.speech import Speech

WORDS: dict[str, str] = {
    # the frame
    "skip": "Skip to the page",
    "pages": "Pages",
    "journey": "Where I am",
    "journey-title": "Your journey",
    "weeks": "Weeks",
    "pyramid": "My pyramid",
    "portfolio": "My portfolio",
    "talk": "Where we talk",
    "no-script": (
        "Scripts are switched off in this browser. You can read everything; what you tick and write is not saved."
    ),
    # saving
    "saved": "Saved in your course",
    "not-saved": (
        "Not saved. Your course does not answer (error {code}); we go on trying. Download your journal to be safe."
    ),
    "not-told": (
        "Saved. Your course has not yet taken note of everything you did (error {code}); we go on trying."
        " Leave this page open for a while."
    ),
    "not-saved-twice": (
        "Not saved: this course is open in another window or on another device, and more was saved there. Download your"
        " journal here, close this page, and open the journal there."
    ),
    "no-answer": (
        "Your course does not answer, so nothing is recorded now. Close this page and open it from your course again."
        " To keep what you write here, download your journal."
    ),
    "visit-over": (
        "This visit has ended, so nothing more is recorded. Open the page from your course again to go on. To keep what"
        " you write here, download your journal."
    ),
    "no-lms": (
        "This page is not connected to a course, so nothing is recorded. You can read and do everything "
        "here. Before you leave, download your journal; open it here next time."
    ),
    "review": (
        "Your course has opened this page to look back, so changes are not recorded. To keep what you "
        "write, download your journal."
    ),
    "foreign": (
        "Your course holds work from a newer version of this page. It is left as it is: nothing is "
        "recorded until you open the newer version. To keep what you write now, download your journal."
    ),
    "finish": "Finish",
    "finish-later": "Save and close",
    "finished": "Everything is saved. You can close this page.",
    "finish-title": "Leaving for now?",
    "finish-text": "Your course keeps each change as you make it. This button closes the session properly.",
    "finish-done-title": "You have done it all",
    "finish-done-text": "Everything that counts is done. Take your portfolio with you, then press Finish.",
    "part": "Part {n} of {all}: {title}",
    "part-text": "The other parts stand beside this one in your course. Each keeps what you do in it by itself.",
    "part-done-title": "This part is done",
    "part-done-text": "Your code is {code}. Type it into the last part; your course is complete with the codes of all.",
    # progress
    "progress": "{done} of {all} done",
    "progress-label": "Progress",
    "all-done": "All done",
    "next-title": "Next: {week}",
    "week-titled": "{week}, {title}",
    "now-title": "This week: {week}",
    "now-done": "This week is done.",
    "behind-one": "One thing from earlier weeks is still open.",
    "behind": "{n} things from earlier weeks are still open.",
    "next-none": "Nothing is left to do. Your portfolio is yours to keep.",
    "by-day": "by {day}",
    "time-left": "About {time} left this week.",
    "start": "Go to {week}",
    "open-items": "Still open in this week",
    "owes-title": "What I owe my set",
    "people-title": "Who to talk to",
    "online": "Everyone",
    "outcomes-title": "At the end you can",
    "week": "Week {number}",
    "week-empty": "Nothing is asked of you this week. Catch up, or rest.",
    "earlier": "Earlier: {week}",
    "later": "Later: {week}",
    # items
    "kind-read": "Read",
    "kind-watch": "Watch",
    "kind-live": "Live",
    "kind-do": "Do",
    "kind-on-the-job": "On the job",
    "kind-quiz": "Quiz",
    "kind-meeting": "Set meeting",
    "kind-owed": "Owed to my set",
    "kind-round": "Make sense together",
    "kind-practice": "Practise",
    "kind-prompt": "Local question",
    "kind-task": "Take part",
    "minutes": "{minutes} min",
    "hours": "{hours} h",
    "hours-minutes": "{hours} h {minutes} min",
    "optional": "optional",
    "required": "required",
    "done": "Done",
    "instead": "If you can’t:",
    "talk-here": "We talk about it in",
    "article": "Read it here",
    "new-tab": "(opens in a new tab)",
    # texts
    "about-words": "About {words} words.",
    "kept": "{n} of {max} characters are kept in the LMS",
    "too-long": (
        "{n} characters: more than the {max} that the LMS can keep. Nothing is cut; the whole text goes "
        "into your journal."
    ),
    "journal-only": "The LMS has no room for this text. It goes into your journal.",
    "private": "Private: never sent to the LMS. It is on this page and in the journal that you download.",
    "elsewhere": "What you wrote here is in your journal. Open the journal to see it.",
    "unkept": "On this page, and in the journal that you download.",
    # the journal
    "journal-title": "My journal",
    "journal-text": (
        "A file with everything you have written here, private texts too. Keep it where only you can read"
        " it, and open it here to go on."
    ),
    "journal-save": "Download my journal",
    "journal-open": "Open my journal",
    "journal-page": "Download as a page to print",
    "journal-print": "Print",
    "journal-waiting-one": "One text is only on this page. Download your journal before you leave.",
    "journal-waiting": "{n} texts are only on this page. Download your journal before you leave.",
    "journal-unkept": "What you have done is only on this page. Download your journal before you leave.",
    "journal-elsewhere-one": "One text is in your journal. Open it to go on.",
    "journal-elsewhere": "{n} texts are in your journal. Open it to go on.",
    "journal-saved": "Your journal is in your downloads.",
    "journal-opened": "Your journal is open.",
    "journal-kept": "Your journal is open. {n} texts differ from it and stayed as they are on this page.",
    "journal-wrong": "This file is not a journal of this program.",
    "portfolio-text": "Everything you have written, in one place. It is yours.",
    "portfolio-empty": "Nothing yet. What you write in the weeks gathers here.",
    "private-mark": "private",
    # local answers for colleagues
    "consent": "Colleagues may use this answer, without my name",
    "share-title": "My local answers",
    "share-text": (
        "A file with the answers that colleagues may use, and nothing else: no private text, no name. An answer that"
        " you have not marked for them stays here; take the mark away and send the file again to take an answer back."
    ),
    "share-who": "It goes to: {who}.",
    "share-region": "Where I work",
    "share-choose": "Choose …",
    "share-save": "Download my answers",
    "share-saved": "Your answers are in your downloads. {n} of them are for colleagues.",
    "share-saved-one": "Your answers are in your downloads. One of them is for colleagues.",
    "share-none": "You have not answered a local question yet.",
    "share-where": "Choose first where you work.",
    # the pyramid
    "pyramid-text": ("Each task you tick climbs a level. Every level counts; watching is a fine place to begin."),
    "level-tasks": "{done} of {all} tasks done",
    "level-tasks-one": "{done} of 1 task done",
    "pyramid-open": "Show my pyramid",
    "level-none": "No task here.",
    "level-climbed": "You have been here",
    # channels
    "talk-text": "The talk happens here; this page only says where.",
    # quizzes
    "check": "Check my answers",
    "again": "Change an answer to try again.",
    "right": "Right",
    "wrong": "Not quite",
    "choose-one": "Choose one.",
    "choose-all": "Choose all that fit.",
    "put-in-order": "Put them in order, first at the top.",
    "write-short": "Write a few words.",
    "up": "Move up: {title}",
    "down": "Move down: {title}",
    "moved": "{title} is now {n} of {all}",
    "result": "{right} of {all} right.",
    "result-passed": "{right} of {all} right: {percent} %. Passed.",
    "result-failed": "{right} of {all} right: {percent} %. {needed} % are needed.",
    "unanswered": "{n} still without an answer.",
    "pass-mark": "{needed} % are needed.",
    "best": "Best so far: {percent} %",
}
# Of these, what has forms by number: `NAME-one` is the form for one.
COUNTED = tuple(name for name in WORDS if f"{name}-one" in WORDS)


def page_words(say: Speech) -> dict[str, str]:
    """Every string in a language. What is counted has all forms of the language: `behind-few`, and `behind` else."""
    words = {name: say(text) for name, text in WORDS.items() if name.removesuffix("-one") not in COUNTED}
    for name in COUNTED:
        forms = say.forms(WORDS[f"{name}-one"], WORDS[name])
        words |= {f"{name}-{form}" if form else name: text for form, text in forms.items()}
    return words
