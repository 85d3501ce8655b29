"""Every mistake an author can make in a course file, with the way out of it."""

from courses.exchange.findings import Problem, Words


def _(message: str) -> str:
    """Marks a message for translation without importing Django."""
    return message


# The file as a whole
NOT_UTF8 = Problem(
    _("Die Datei ist nicht als UTF-8 gespeichert."), _("Wählen Sie beim Speichern im Editor die Kodierung „UTF-8“.")
)
TOO_LARGE = Problem(
    _("Die Datei ist größer als 1 MB."), _("Teilen Sie den Kurs. Bilder und Filme gehören nicht in diese Datei.")
)
INVALID_CHARACTER = Problem(
    _("In dieser Zeile steckt ein unsichtbares Steuerzeichen."), _("Löschen Sie die Zeile und tippen Sie sie neu.")
)

# Front matter
NO_FRONT_MATTER = Problem(
    _("Die Datei beginnt nicht mit ihren Angaben."),
    _("Beginnen Sie mit „---“, dann key, slug, topic, level, format und die Sprachen, dann wieder „---“."),
)
FRONT_MATTER_NOT_CLOSED = Problem(
    _("Die Angaben am Anfang sind nicht abgeschlossen."), _("Setzen Sie eine Zeile „---“ unter die letzte Angabe.")
)
BAD_YAML = Problem(
    _("Die Angaben sind ab hier nicht lesbar."),
    _("Schreiben Sie je Zeile „name: Wert“. Prüfen Sie Einrückung und Leerzeichen."),
)
NO_COLON = Problem(
    _("In „{text}“ fehlt der Doppelpunkt hinter dem Namen."), _("Schreiben Sie „name: Wert“, mit einem Leerzeichen.")
)
COLON_IN_VALUE = Problem(
    _("Im Wert von „{name}“ steht ein weiterer Doppelpunkt."),
    _('Setzen Sie den ganzen Wert in gerade Anführungszeichen: {name}: "…".'),
)
SIGN_AT_START = Problem(
    _("Der Wert von „{name}“ beginnt mit „{sign}“."),
    _('Setzen Sie den ganzen Wert in gerade Anführungszeichen: {name}: "{sign}…".'),
)
VALUE_NOT_CLOSED = Problem(
    _("In dieser Zeile beginnt ein Wert, dem am Ende „{sign}“ fehlt."), _("Ergänzen Sie „{sign}“ hinter dem Wert.")
)
BAD_INDENT = Problem(
    _("„{text}“ ist nicht eingerückt wie die Angaben daneben."),
    _(
        "Ganz links stehen key, slug, topic, level, format und die Sprachen. Zwei Leerzeichen weiter stehen title, "
        "summary, goals und synonyms, vier Leerzeichen weiter die Ziele."
    ),
)
MISSING_FIELD = Problem(_("Die Angabe „{name}“ fehlt."), _("Ergänzen Sie eine Zeile „{name}: …“."))
UNKNOWN_FIELD = Problem(_("Die Angabe „{name}“ ist unbekannt."), _("Bekannt sind hier: {known}."))
DUPLICATE_FIELD = Problem(_("Die Angabe „{name}“ steht hier zweimal."), _("Behalten Sie eine der beiden Zeilen."))
BAD_VALUE = Problem(_("„{value}“ passt nicht zu „{name}“."), _("Möglich ist: {known}."))
WRONG_SHAPE = Problem(_("Die Angabe „{name}“ hat nicht die erwartete Form."), _("Schreiben Sie sie als {expected}."))
NO_LANGUAGE = Problem(
    _("Die Angaben nennen keine Sprache."), _("Ergänzen Sie „de:“ und darunter title, summary und goals.")
)
NO_GOALS = Problem(
    _("Der Kurs hat in der Sprache „{language}“ kein Ziel."),
    _("Sagen Sie, was man danach kann: unter „goals:“ je Ziel eine Zeile „name: Text“."),
)
GOAL_WITHOUT_QUESTION = Problem(
    _("Zum Ziel „{goal}“ gibt es keine Frage."),
    _("Ergänzen Sie eine Frage mit goal={goal}, oder streichen Sie das Ziel."),
)

# Languages, modules, lessons
NO_PART = Problem(
    _("Der Text in der Sprache „{language}“ fehlt."),
    _("Ergänzen Sie eine Zeile „=== {language} ===“ und darunter den Kurs."),
)
UNKNOWN_PART = Problem(
    _("Zur Sprache „{language}“ fehlen Titel und Ziele am Anfang der Datei."),
    _("Ergänzen Sie dort „{language}:“ mit title, summary und goals."),
)
DUPLICATE_PART = Problem(
    _("Die Sprache „{language}“ beginnt hier ein zweites Mal."),
    _("Sammeln Sie diese Sprache unter einer einzigen Zeile „=== {language} ===“."),
)
BAD_PART = Problem(
    _("Diese Zeile beginnt wie eine Sprache, nennt aber keine."), _("Schreiben Sie „=== de ===“ oder „=== en ===“.")
)
BAD_HEADING = Problem(
    _("Diese Überschrift gehört weder zu einem Modul noch zu einer Lektion."),
    _("Schreiben Sie „# Modul: Titel {{#key}}“ oder „## Lektion: Titel {{#key}}“."),
)
HEADING_WITHOUT_TITLE = Problem(
    _("Diese Überschrift hat keinen Titel."), _("Schreiben Sie den Titel hinter den Doppelpunkt.")
)
HEADING_WITHOUT_KEY = Problem(
    _("„{title}“ hat keinen Schlüssel."),
    _("Setzen Sie ans Ende der Zeile einen kurzen Namen, etwa {{#wer-was-wozu}}, in jeder Sprache denselben."),
)
NO_MODULE = Problem(
    _("Der Kurs hat in der Sprache „{language}“ kein Modul."), _("Ergänzen Sie eine Zeile „# Modul: Titel {{#key}}“.")
)
NO_LESSON = Problem(
    _("Das Modul „{title}“ hat keine Lektion."), _("Ergänzen Sie darunter eine Zeile „## Lektion: Titel {{#key}}“.")
)
NO_BLOCKS = Problem(
    _("Die Lektion „{title}“ ist leer."), _('Ergänzen Sie einen Baustein, etwa „::: scenario key=anfang title="…"“.')
)
LESSON_WITHOUT_MODULE = Problem(
    _("Die Lektion „{title}“ steht außerhalb eines Moduls."),
    _("Setzen Sie darüber eine Zeile „# Modul: Titel {{#key}}“."),
)
LESSON_WITHOUT_GOAL = Problem(
    _("Die Lektion „{title}“ sagt nicht, was man danach kann."),
    _("Ergänzen Sie unter der Überschrift eine Zeile „Ziel: …“ (englisch „Goal: …“)."),
)
TEXT_OUTSIDE_BLOCK = Problem(
    _("Dieser Text steht außerhalb eines Bausteins und wäre nicht zu sehen."),
    _('Setzen Sie ihn zwischen „::: text key=… title="…"“ und „:::“.'),
)

# Blocks
BLOCK_OUTSIDE_LESSON = Problem(
    _("Dieser Baustein steht außerhalb einer Lektion."),
    _("Setzen Sie darüber eine Zeile „## Lektion: Titel {{#key}}“."),
)
UNKNOWN_KIND = Problem(_("Den Baustein „{kind}“ gibt es nicht."), _("Es gibt: {known}."))
BLOCK_NOT_CLOSED = Problem(
    _("Der Baustein „{kind}“, der hier beginnt, ist nicht abgeschlossen."),
    _("Setzen Sie unter seine letzte Zeile „:::“."),
)
STRAY_CLOSE = Problem(
    _("Dieses „:::“ schließt einen Baustein, es ist aber keiner offen."),
    _("Löschen Sie die Zeile, oder ergänzen Sie den Anfang des Bausteins."),
)
QUESTION_OUTSIDE_CHECK = Problem(
    _("Diese Frage steht außerhalb einer Prüfung."), _("Setzen Sie „:::: check key=…“ darüber und „::::“ darunter.")
)
BAD_ATTRIBUTES = Problem(
    _("„{rest}“ ist in dieser Zeile nicht lesbar."),
    _('Schreiben Sie name=wert. Mit Leerzeichen gerade Anführungszeichen: title="Montag, 8 Uhr".'),
)
UNKNOWN_ATTRIBUTE = Problem(_("„{name}“ ist im Baustein „{kind}“ unbekannt."), _("Bekannt sind hier: {known}."))
DUPLICATE_ATTRIBUTE = Problem(_("„{name}“ steht in dieser Zeile zweimal."), _("Behalten Sie eines von beiden."))
MISSING_ATTRIBUTE = Problem(_("Dem Baustein „{kind}“ fehlt „{name}“."), _("Ergänzen Sie {name}=… in dieser Zeile."))
BAD_KEY = Problem(
    _("„{key}“ ist als Schlüssel nicht möglich."),
    _("Nehmen Sie a bis z, Ziffern und Bindestriche, vorn einen Buchstaben, zusammen höchstens 64 Zeichen."),
)
DUPLICATE_KEY = Problem(
    _("Den Schlüssel „{key}“ gibt es zweimal, zuerst in Zeile {first}."),
    _("Geben Sie einem von beiden einen anderen Schlüssel."),
)
MISSING_CONTENT = Problem(
    _("Im Baustein „{kind}“ fehlt: {missing}."), _("Ergänzen Sie es, oder löschen Sie den Baustein.")
)
TOO_LONG = Problem(_("„{name}“ ist länger als {limit} Zeichen."), _("Kürzen Sie den Text."))
ROW_WITHOUT_LABEL = Problem(
    _("Diese Zeile beginnt nicht mit einem fetten Wort."), _("Schreiben Sie „- **Wer?** Ein Mensch mit einer Aufgabe.“")
)
NOT_THREE_POINTS = Problem(
    _("Zum Mitnehmen stehen hier {count} Punkte statt drei."), _("Schreiben Sie drei Zeilen, die mit „- “ beginnen.")
)
NOT_IF_THEN = Problem(
    _("Der Vorschlag besteht nicht aus einem „Wenn“ und einem „dann“."),
    _("Schreiben Sie zwei Zeilen: „- **Wenn** …“ und „- **dann** …“."),
)
SECOND_QUOTE = Problem(
    _("Die Szene hat ein zweites Zitat."), _("Behalten Sie das wichtigere und erzählen Sie das andere im Text.")
)
UNEXPECTED_TEXT = Problem(
    _("„{text}“ hat im Baustein „{kind}“ keinen Platz."), _("Verschieben Sie den Text in einen Baustein „text“.")
)
UNEXPECTED_QUOTE = Problem(
    _("Eine Zeile mit „>“ hat hier keine Bedeutung."),
    _("Nehmen Sie das „>“ weg, oder setzen Sie die Zeile direkt unter die Antwort, zu der sie gehört."),
)
DRAWING_WITHOUT_ALT = Problem(
    _("Die Zeichnung hat weder einen Alternativtext, noch ist sie als Schmuck gekennzeichnet."),
    _('Ergänzen Sie alt="was zu sehen ist" oder, wenn sie nichts Neues sagt, decorative=yes.'),
)
DRAWING_WITH_BOTH = Problem(
    _("Die Zeichnung hat einen Alternativtext und ist zugleich als Schmuck gekennzeichnet."),
    _("Behalten Sie eines von beiden."),
)
UNKNOWN_DRAWING = Problem(_("Die Zeichnung „{name}“ gibt es nicht."), _("Es gibt: {known}."))

# Text
HTML_IN_TEXT = Problem(
    _("HTML wie „{text}“ ist hier nicht möglich."), _("Möglich sind **fett**, [Links](https://…) und Listen mit „- “.")
)
HEADING_IN_BLOCK = Problem(
    _("Eine Überschrift ist innerhalb eines Bausteins nicht möglich."),
    _("Beginnen Sie einen neuen Baustein. Sein Titel wird zur Überschrift."),
)
PICTURE_IN_TEXT = Problem(_("Ein Bild ist mitten im Text nicht möglich."), _("Nehmen Sie einen Baustein „drawing“."))
ITALIC_IN_TEXT = Problem(
    _("Kursiver Text ist nicht möglich, er liest sich am Bildschirm schwer."),
    _("Setzen Sie **zwei Sterne** für fett, oder gar keine."),
)
MARKUP_IN_PLAIN = Problem(
    _("Fettes und Links sind an dieser Stelle nicht möglich."), _("Schreiben Sie nur die Wörter.")
)
BAD_LINK = Problem(
    _("Der Link auf „{target}“ ist nicht möglich."),
    _("Links beginnen mit https://, mailto:, / oder # und dem Schlüssel eines Bausteins dieser Lektion."),
)

# Questions
STEM_MISSING = Problem(
    _("Die Frage hat keinen Text."), _("Schreiben Sie die Frage als einen Absatz über ihre Antworten.")
)
STEM_IN_PARAGRAPHS = Problem(
    _("Die Frage hat mehr als einen Absatz."),
    _("Lassen Sie nur die Frage stehen. Was vorher geschah, gehört in eine Szene über der Prüfung."),
)
TEXT_AFTER_OPTIONS = Problem(
    _("„{text}“ steht unter den Antworten und wäre nicht zu sehen."),
    _("Eine Rückmeldung beginnt mit „>“ und steht direkt unter ihrer Antwort."),
)
OPTION_WITHOUT_BOX = Problem(
    _("Diese Antwort sagt nicht, ob sie richtig ist."),
    _("Beginnen Sie mit „- [x]“, wenn sie richtig ist, sonst mit „- [ ]“."),
)
STEP_WITH_BOX = Problem(
    _("Ein Schritt beim Sortieren ist weder richtig noch falsch."),
    _("Beginnen Sie mit der Nummer: „1. …“. Die Reihenfolge in der Datei ist die richtige."),
)
OPTION_WITHOUT_TEXT = Problem(
    _("Diese Antwort ist leer."), _("Schreiben Sie ihren Text hinter die Klammern, oder löschen Sie die Zeile.")
)
OPTION_WITHOUT_FEEDBACK = Problem(
    _("Diese Antwort hat keine Rückmeldung: {option}"),
    _("Erklären Sie darunter in einer Zeile „> …“, was daran stimmt oder was daran verlockt."),
)
DUPLICATE_OPTION = Problem(
    _("Diese Antwort gibt es hier zweimal: {option}"), _("Formulieren Sie eine der beiden um, oder löschen Sie sie.")
)
TOO_FEW_OPTIONS = Problem(
    _("Die Frage hat {count} Antworten, zwei sind das Mindeste."), _("Ergänzen Sie Antworten. Drei oder vier sind gut.")
)
NOT_ONE_RIGHT = Problem(
    _("Als richtig gekennzeichnet: {count} Antworten. Bei kind=single ist es genau eine."),
    _("Kennzeichnen Sie eine mit „[x]“, oder schreiben Sie kind=multiple."),
)
NONE_RIGHT = Problem(
    _("Es ist keine Antwort als richtig gekennzeichnet."), _("Kennzeichnen Sie mindestens eine mit „[x]“.")
)
TOO_FEW_STEPS = Problem(
    _("Die Frage hat {count} Schritte, zum Sortieren sind drei das Mindeste."),
    _("Ergänzen Sie Schritte, oder machen Sie eine Auswahlfrage daraus."),
)
UNKNOWN_GOAL = Problem(_("Der Kurs hat kein Ziel „{goal}“."), _("Es gibt: {known}."))
UNKNOWN_PASSAGE = Problem(
    _("In dieser Lektion gibt es keinen Baustein „{passage}“ mit Titel zum Nachlesen."),
    _("Nennen Sie den Schlüssel eines Bausteins dieser Lektion: {known}."),
)

# Kinds of things and what may differ in them (Between languages)
KINDS = {
    "module": Words(_("Modul")),
    "lesson": Words(_("Lektion")),
    "block": Words(_("Baustein")),
    "question": Words(_("Frage")),
    "goal": Words(_("Ziel")),
}
DIFFERENCES = {
    "kind": Words(_("Art")),
    "name": Words(_("Zeichnung")),
    "decorative": Words(_("Schmuck oder nicht")),
    "rows": Words(_("Anzahl der Zeilen")),
    "after": Words(_("Anzahl der Zeilen")),
    "points": Words(_("Anzahl der Punkte")),
    "goal": Words(_("Ziel")),
    "scenario": Words("scenario"),
    "passage": Words("passage"),
    "options": Words(_("Antworten")),
    "right options": Words(_("richtige Antworten")),
}

# Between languages
KEY_ONLY_IN_ONE_LANGUAGE = Problem(
    _("„{key}“ ({what}) gibt es in „{language}“, aber nicht in „{other}“."),
    _("Übersetzen Sie es, oder geben Sie beiden denselben Schlüssel."),
)
OTHER_ORDER = Problem(
    _("„{key}“ ({what}) steht an einer anderen Stelle als in „{other}“."),
    _("Halten Sie in jeder Sprache dieselbe Reihenfolge ein."),
)
DIFFERS = Problem(
    _("„{key}“ ({what}) weicht von „{other}“ ab, und zwar bei: {difference}."),
    _("Gleichen Sie beide an. Nur die Wörter unterscheiden sich zwischen den Sprachen."),
)

# What a block may lack (MISSING_CONTENT)
TEXT = Words(_("Text"))
ROWS = Words(_("„- **Wort** Erklärung“"))
BEFORE = Words(_("Vorher (ein Absatz)"))
AFTER = Words(_("Nachher („- **Wort** Text“)"))
QUESTION = Words(_("„::: question“"))
