"""Words that everybody knows and writes. Typed, they are no slip for another word (Leistung is not Leitung, Sport no
spot); found in a text, they are not taken apart (no "Nation" in Kombination). Compounds whose parts keep their sense
(Tagesordnung) do not belong here. Pure.
"""

from courses.catalogue.words import fold, lemma

_GERMAN = """
Abend Abfall Abgabe Ablauf Absage Abschied Absicht Absprache Abstand Abteilung Adresse Akademie Aktion Alarm Alltag
Alter Amt Analyse Anfang Anfrage Angabe Angebot Angst Anhang Anlage Anlass Annahme Anruf Ansatz Ansicht Anspruch
Anteil Antrag Antwort Anweisung Anzahl Anzeige Apfel Arbeit Archiv Argument Art Artikel Arzt Atem Aufbau Aufgabe
Aufnahme Aufruf Aufsicht Auftrag Aufwand Auge Ausbildung Ausdruck Ausgabe Auskunft Ausland Aussage Auswahl Ausweis
Auto Autor Bad Bahn Balken Ball Ballast Band Bank Basis Bau Bauch Baum Beamte Bedarf Bedeutung Bedingung Befehl Befund
Begriff Begleitung Behörde Beispiel Beitrag Beleg Belegschaft Benutzer Beratung Bereich Bericht Beruf Bescheid
Beschluss Beschwerde Besitz Besprechung Besuch Betrag Betreuung Betrieb Bett Bewegung Beweis Bewerbung Beziehung
Bezirk Bezug Bild Bildung Bitte Blatt Blick Boden Boot Bote Brand Breite Brief Briefing Brille Brot Bruch Brücke
Bruder Buch Bund Bürger Büro Chance Charakter Chef Code Dach Dame Dank Datei Daten Datum Dauer Decke Dialog Dichtung
Dienst Ding Dokument Dorf Drama Druck Drucker Ebene Ecke Ehre Eigentum Einfluss Eingabe Eingang Einheit Einkommen
Einladung Einsatz Einsicht Eintrag Ende Energie Engel Entgelt Entscheidung Entwicklung Entwurf Erbe Erde Ereignis
Erfahrung Erfolg Ergebnis Erinnerung Erlass Ernst Essen Etage Fach Faden Fähigkeit Fahne Fahrt Faktor Fall Falle
Familie Farbe Fehler Feier Feld Fenster Ferien Feuer Figur Film Finanzen Finger Firma Fisch Fläche Flasche Fleisch
Flucht Flug Fluss Folge Folie Fonds Förderung Form Format Formel Formular Forschung Fortschritt Foto Frage Frau
Freitag Freude Freund Frieden Frist Front Frucht Führung Funktion Fuß Gang Garten Gas Gast Gebäude Gebiet Gebühr
Geburt Gedanke Gefahr Gefühl Gegend Gehalt Geist Geld Gemeinde Gemeinschaft Generation Gericht Geruch Gesamt Geschäft
Geschichte Geschenk Gesellschaft Gesetz Gesicht Gespräch Gestalt Gestaltung Gesuch Gesundheit Gewalt Gewicht Gewinn
Glas Glaube Glück Gold Grad Grenze Grippe Größe Grund Grundlage Grundsatz Gruppe Gruß Gut Gutachten Haar Hafen Haft
Haken Halle Haltung Hand Handel Handlung Haus Haushalt Haut Heft Heim Heizung Helm Hemd Herbst Herr Herz Hilfe Himmel
Hinweis Hitze Hof Höhe Holz Hose Hotel Hund Hunger Hürde Hut Idee Industrie Inhalt Insel Institut Interesse Jahr
Januar Juli Juni Junge Kaffee Kalender Kammer Kampf Kanal Kanne Kante Kanzlei Kapital Kapitel Karte Kartoffel Karton
Käse Kasse Kasten Katalog Kauf Keller Kette Kind Kirche Kissen Kiste Klage Klasse Kleid Klima Klinik Knie Knopf Koffer
Kohle Kollege Kombination Kommission Kommunikation Kongress Konto Kontrolle Konzept Konzern Kooperation Kopf Kopie
Körper Kosten Kraft Kranke Krankheit Kredit Kreis Kreuz Krieg Krise Küche Kuchen Kugel Kultur Kunde Kündigung Kunst
Kur Kurve Küste Laden Lage Lager Lampe Land Länge Last Latte Lauf Laune Leben Lehre Lehrer Leid Leistung Leiter
Leitung Licht Liebe Lied Liefer Linie Liste Löffel Lohn Los Lösung Luft Lücke Lust Macht Mail Mangel Mann Mappe Markt
Masche Maschine Maske Maß Masse Maßnahme Material Mauer Maus Medien Meer Mehrheit Meinung Meister Meldung Menge Mensch
Merkmal Messe Messung Metall Meter Methode Miete Migration Milch Minister Ministerium Minute Mitarbeiter Mitglied
Mittag Mitte Mittel Mittwoch Möbel Mode Modell Moment Monat Montag Morgen Motor Müll Mund Musik Muster Mut Mutter
Nachricht Nacht Nachteil Nadel Name Nase Nation Natur Netz Norm Not Note Notiz Null Nummer Nutzen Nutzer Ober Obst
Ofen Öffnung Ohr Opfer Ordner Ordnung Organ Ort Ost Paar Packung Paket Palette Panne Papier Park Partei Partner Pass
Patent Pate Pause Person Personal Pfad Pfand Pferd Pflanze Pflege Pflicht Pilot Plan Planung Platte Platz Politik
Polizei Portal Post Posten Praxis Preis Presse Prinzip Probe Problem Produkt Programm Projekt Protokoll Prozent
Prozess Prozessor Prüfung Publikum Punkt Qualität Quartier Quelle Rad Rahmen Rand Rang Rat Rate Ratte Raum Rechner
Rechnung Recht Rede Redaktion Referat Regel Regen Register Regelung Regierung Reich Reihe Reise Rente Reparatur Rest
Richter Richtlinie Richtung Ring Risiko Rohr Rolle Rücken Ruf Ruhe Sache Sack Saft Saison Salz Sammlung Satz Satzung
Schaden Schaltung Schatten Schatz Scheibe Schein Schere Schicht Schiff Schild Schlaf Schlag Schlange Schloss Schluss
Schlüssel Schnee Schnitt Schrank Schreibtisch Schrift Schritt Schuh Schuld Schule Schulung Schüssel Schutz Schwester
Seele Segel Sein Seite Sektion Sekunde Sendung Sessel Sicht Sieg Signal Sinn Sitte Situation Sitz Sitzung Sohn Sommer
Sonne Sorge Sorte Spalte Sparte Speise Sperre Spiegel Spiel Spitze Sport Sprache Sprung Spur Staat Stadt Stadion Stall
Stamm Stand Standard Station Statistik Statt Status Staub Stelle Stellung Stempel Steuer Stiftung Stift Stil Stimme
Stimmung Stirn Stock Stoff Stollen Straße Strafe Strand Strecke Streit Strom Stück Student Studie Studium Stufe Stuhl
Stunde Sturm Suche Sucht Summe Szene Tabelle Tafel Tag Talent Tank Tante Tasche Tasse Taste Tat Täter Taxi Technik
Teil Teller Tendenz Termin Test Testament Text Theater Thema Theorie Tier Tisch Titel Tochter Tod Ton Topf Tor Tour
Trage Transport Traum Treffen Trend Treppe Tritt Truppe Tuch Tür Turm Typ Übung Ufer Uhr Umfang Umfrage Umgang Umsatz
Umzug Unfall Unternehmen Unterricht Unterschied Unterschrift Unterstützung Urkunde Urlaub Ursache Urteil Vater Verband
Verbot Verein Verfahren Verfassung Vergabe Vergleich Verhalten Verhandlung Verkauf Verkehr Verlag Verlust Vermerk
Verordnung Verpflegung Vers Versammlung Versand Versuch Vertrag Vertrauen Vertretung Verwaltung Verwandte Video Vieh
Viertel Volk Vorgang Vorlage Vorrat Vorschlag Vorschrift Vorsicht Vorsitz Vorstand Vorteil Vortrag Waage Wache Waffe
Wagen Wahl Wahrheit Wald Wand Wandel Ware Wärme Wartung Wasser Wechsel Weg Wein Weise Welle Welt Werbung Werk Werkzeug
Wert Wertung Westen Wetter Wetten Widerspruch Wille Wind Winter Wirkung Wirtschaft Wissen Woche Wohl Wohnung Wolke
Wort Wunde Wunder Wunsch Wurf Würde Wurzel Zahl Zahn Zaun Zeichen Zeichnung Zeile Zeit Zeitung Zelle Zelt Zentrum
Zettel Zeuge Zeugnis Ziel Ziffer Zimmer Zins Zoll Zone Zufall Zug Zugang Zukunft Zulage Zusage Zusatz Zustand Zweck
Zweifel Zweig achten ändern arbeiten bauen beginnen bekommen benutzen beraten bezahlen bieten bitten bleiben brauchen
brechen bringen danken decken denken drucken einigen entscheiden erklären erzählen fahren fallen fangen fassen fehlen
finden fliegen folgen fordern fördern formen fühlen führen füllen geben gehen gelten gewinnen glauben halten handeln
hängen heben heißen helfen hoffen holen hören kaufen kennen klagen kommen kosten laden lassen laufen leben legen
lehren leiden leihen leisten leiten lesen lieben liefern liegen loben lösen malen melden merken messen mieten nehmen
nennen ordnen packen passen planen prüfen rechnen reden regeln reichen reisen rennen retten richten rufen ruhen sagen
sammeln schaffen schalten schauen scheiden schenken schicken schlafen schlagen schließen schneiden schreiben schulen
schützen sehen senden setzen singen sinken sitzen sollen sorgen sparen spielen sprechen stehen steigen stellen sterben
stimmen stören streichen streiten suchen tanzen tauschen teilen tragen trauen treffen trennen treten trinken üben
verkaufen wachsen wagen wählen warten waschen wechseln weisen wenden werben werfen werten wirken wohnen zahlen zählen
zeichnen zeigen ziehen alt breit billig blau dick direkt echt eigen einfach einig eng ernst falsch fein fern fest
flach frei fremd früh ganz gelb genau gerade gering gesund gleich grau groß grün gut halb hart heiß hell hoch jung
kalt klar klein knapp krank kurz lang langsam laut leer leicht leise links locker mild müde nah nass neu offen privat
rechts reich reif rein richtig rot rund sauber scharf schlecht schlicht schmal schnell schön schwach schwarz schwer
sicher spät stark steil still stolz streng täglich teuer tief tot treu trocken voll wahr warm weich weiß weit wenig
wichtig wild
"""
_ENGLISH = """
able access account action address advice agency answer apple area art back bag ball bank base basis bath battle bed
bell bill bird blood board boat body book border box branch bread break bridge brother budget building business button
care cart case cash cause chair chance change charge chart cheese child choice church circle city claim class clean
client clock cloud coast coat code coffee cold colour company contact contest content control copy corner cost country
county court cover credit crew crowd culture customer dance danger data date daughter day deal death debt degree desk
detail diet dinner doctor door doubt draft drama draw dream dress drink drive duty earth edge effect effort election
energy engine event evidence eye face fact factor failure fair faith fall family farm fault feature feeling field
fight figure file film fire firm fish flat floor flow food foot force form format forest frame friend front
fruit future game garden gate gift girl glass goal gold ground group growth guest guide hair hall hand head health
heart heat hill history hole holiday home hope horse hospital hotel hour house idea image income industry island issue
item job judge key kind king kitchen land language latest law leader leaf leave letter level library life light line
link list loan lock look loss love lunch machine mail manner map mark market mass master match material matter meal
measure meat medal media member memory message metal method mind minute model moment money month morning mother mouth
music name nation nature neck network news night noise note notice number object offer office order owner page pain
paper parent park part party past path patient pay peace pen people person phone photo picture piece plan plane plant
plate platform play point police policy pool port post pound power practice present press price print prize problem
process product profit project proof public purpose quality question race rain range rate reason record region
relation report request rest result rice right ring risk river road rock role roof room round rule safe sale salt sand
scale scene school science score screen season seat second secret sense series service share sheet ship shop shore
short show side sign site size skill skin sleep snow society soil song sort sound source space speech speed sport spot
spring staff stage stair start state statement station status step stick stock stone stop store storm story street
strike structure student study stuff style sugar summer sun supply support surface system table tail tale talk task
tax tea teacher team template term test text theory thing thought threat time title tone tool tooth touch tour town
track trade traffic train transport travel tree trial trip trouble truck trust truth type union unit user value view
village visit voice vote wage walk wall war waste watch water wave way weather week weight wheel wife wind window wine
winter wish woman wood word work world worth year
"""
EVERYDAY = frozenset(lemma(fold(word)) for word in f"{_GERMAN} {_ENGLISH}".split())


def is_everyday(form: str) -> bool:
    """Also with another ending: Leistungen, Kosten."""
    return lemma(form) in EVERYDAY
