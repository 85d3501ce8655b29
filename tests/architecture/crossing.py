"""What apps may take from each other, and what they take beyond that today.

Add to `SHARED` what an app makes for others on purpose. `EXCEPTIONS` only ever gets shorter: an entry that is no longer
needed fails, and so does a new one, because the number is held.
"""

FACE = {"models", "commands", "queries", "events", "enums", "rules", "validators", "access", "blocks"}
"""What every app shows (ARCHITECTURE, Files inside an app)."""
SHARED = {
    "courses.content.competences": "the frameworks of competences, one list for all",
    "courses.content.kept": "editions as each process keeps them, for whoever binds somebody to one",
    "courses.quizzes.frozen": "a question as it stands in an edition, which is what is learned",
    "courses.quizzes.types": "the kinds of question, by their common protocol",
    "courses.quizzes.references": "what a form of an author may name by number, for whoever has such a form",
    "courses.quizzes.tokens": "how a kind names its choices in a form",
    "learning.accounts.administration": "the screens of the administration that others extend",
    "tracking.lrs.canonical": "times and texts as statements write them",
    "tracking.lrs.inserting": "one insert that merges, for whoever projects statements",
    "tracking.lrs.platform": "the name of the platform in all records",
    "tracking.lrs.transactions": "the transaction of an action with its statement",
    "tracking.progress.resume": "the place to go on at",
    "tracking.vocabulary.accounts": "the vocabulary is there for others",
    "tracking.vocabulary.activities": "the vocabulary is there for others",
    "tracking.vocabulary.extensions": "the vocabulary is there for others",
    "tracking.vocabulary.verbs": "the vocabulary is there for others",
}
DRAWN = "draws a state for measurements and writes rows as the app itself would"
DEMO = "tells the invented people of the demo, one list for all"
PERIODS = "says the same legal basis and period for what belongs together"
EXCEPTIONS = {
    ("courses.exchange", "courses.content.gate"): "a file that is refused says the same as the editor",
    ("learning.organisation", "learning.accounts.demo"): DEMO,
    ("learning.organisation", "learning.accounts.visibility"): "registers who sees whom; accounts cannot know it",
    ("tracking.attempts", "tracking.enrolment.personal_data"): PERIODS,
    ("tracking.desk", "courses.content.bodies"): "a bookmark names an anchor of the body",
    ("tracking.desk", "courses.content.freezing"): DRAWN,
    ("tracking.desk", "courses.content.minutes"): DRAWN,
    ("tracking.desk", "learning.accounts.demo"): DEMO,
    ("tracking.desk", "learning.organisation.demo"): DEMO,
    ("tracking.desk", "tracking.lrs.incoming"): DRAWN,
    ("tracking.desk", "tracking.lrs.shared_rows"): DRAWN,
    ("tracking.desk", "tracking.reports.frames"): DRAWN,
    ("tracking.desk", "tracking.reports.measures"): DRAWN,
    ("tracking.desk", "tracking.reports.periods"): DRAWN,
    ("tracking.desk", "tracking.reports.writing"): DRAWN,
    ("tracking.desk", "tracking.xapi.builders"): DRAWN,
    ("tracking.progress", "tracking.enrolment.personal_data"): PERIODS,
    ("tracking.reports", "learning.organisation.roles"): "asks for roles in a way that is read once per request",
    ("tracking.xapi", "tracking.lrs.personal_data"): PERIODS,
}
MOST_EXCEPTIONS = 19
"""Lower it with every one that goes."""
