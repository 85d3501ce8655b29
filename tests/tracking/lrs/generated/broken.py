"""What is no IRI, no language tag, no UUID …: values that look like one."""

HEX = "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a"
UUID = "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11"
IRIS = (
    *("x", "no iri", "should fail", "/relative", "//example.org/x", "example.org/x", "www.example.org", "http:"),
    *("http://", "http:/x", "https://", "https:// example.org", "https://exa mple.org", "https://example.org/<x>"),
    *("https://example.org/%zz", "https://example.org/%", "https://example.org/%a", "https://example.org#a#b"),
    *("1a:b", ":x", "ab=c://should.fail.com", "https://example.org/\\x", "urn:", "http://[::1", "https://?x"),
    *('https://example.org/"x"', "https://example.org/{x}", "https://example.org/x\n", " https://example.org/x"),
    *("ä:x", "https://example.org/`", "https://example.org/|", "https://example.org/^x", "https://example.org/\u0000"),
    *("https://example.org/x ", "\thttps://example.org", "https://example.org/\u2028x y", "https//example.org"),
)
MAILS = (
    *IRIS,
    *("anna@example.org", "mailto:", "mailto:anna", "mailto:should.fail.com", "mailto:@example.org", "mailto:anna@"),
    *("mailto:anna@ben@example.org", "mailto:anna@example.org?subject=x", "MAILTO:anna@example.org", "mailto: a@b.c"),
    *("mailto:anna@example.org,ben@example.org", "mailto:anna@example..org", "mailto:.anna@example.org"),
    *("mailto:anna@-example.org", "mailto:an na@example.org", "mailto:anna@example.org ", "mailto://anna@example.org"),
    *("mailto:<anna@example.org>", "mailto:anna%@example.org", "https://example.org/anna@example.org"),
)
UUIDS = (
    *("x", UUID[:-1], f"{UUID}8", f"{UUID[:-1]}g", UUID.replace("-", ""), f"{{{UUID}}}", f"urn:uuid:{UUID}"),
    *("AA97B177-9383-4934-8543-0F91A7A028368", "MA97B177-9383-4934-8543-0F91A7A02836", f"{UUID}\n", f" {UUID}"),
    *("7d3c1c4-493a5-4f57-9bd5-4f7de5e5ad11", UUID.replace("-", "_"), UUID.replace("7", "７"), f"{UUID} {UUID}"),
)
TAGS = (
    *("something", "a12345", "de-", "-de", "d", "de_DE", "de-DE-DE", "en-x", "a-b", "de-1996-1996", "de--DE", "x"),
    *("12", "en-a", "de DE", "dé", "zh-z-aaa-z-bbb-c-ccc", "de-419-DE", "en-u-co-u-ca", "deutschland", "de-DE "),
    *("de-Latn-Latn", "x-", "x-toolongsubtag", "i-unknown", "en-abcdefghi", "*", "de;q=1", "de-DE\n", "🇩🇪"),
)
TIMES = (
    *("should fail", "01/011/2015", "2008-09-15", "2008-09-15T15:53:00", "2008-09-15T15:53:00.601-00", "15:53:00Z"),
    *("2008-09-15T15:53:00.601-0000", "2008-09-15T15:53:00.601-00:00", "2008-02-30T00:00:00Z", "2008-13-01T00:00:00Z"),
    *("2009-02-29T00:00:00Z", "2008-00-01T00:00:00Z", "2008-01-00T00:00:00Z", "2008-09-15T25:00:00Z"),
    *("2008-09-15T15:60:00Z", "2008-09-15T15:53:61Z", "2008-09-15T15:53:60Z", "2008-09-15T15:53:00+24:00"),
    *("2008-09-15T15:53:00+01:60", "2008-09-15T15:53:00.Z", "2008-9-15T15:53:00Z", "08-09-15T15:53:00Z", "1221493980"),
    *("2008-09-15T15:53:00Z ", " 2008-09-15T15:53:00Z", "2008-09-15T15:53:00ZZ", "2008-09-15T15:53:00 UTC"),
    *(
        "2008-09-15T15:53:00\u221201:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00Z",
    ),
    *("２008-09-15T15:53:00Z", "Mon, 15 Sep 2008 15:53:00 GMT", "2008-09-15T15:53:00+1:00", "+2008-09-15T15:53:00Z"),
)
TIMES_1 = ("2008-09-15 15:53:00Z", "2008-09-15t15:53:00Z", "2008-09-15T15:53:00z", "2008-09-15T155300.5.5Z")
TIMES_2 = (
    *("20080915T155300Z", "2008-09-15T15:53Z", "2008-09-15T15:53:00+0100", "2008-09-15T15:53:00+01"),
    *("2008-09-15T15:53:00,5Z", "2008-09-15  15:53:00Z", "2008-09-15_15:53:00Z"),
)
DURATIONS = (
    *("PA1H0M0S", "should fail", "P4W1D", "P", "PT", "P1", "PT1", "P1S", "1Y", "P-1Y", "-P1Y", "P1H", "P1YT", "P1Y1W"),
    *("P1.5Y1M", "PT1.5H1M", "P1D1Y", "p1y", "PT1s", "P1Y ", "P2003-02-15T00:00:00", "P٣Y", "P1.Y", "P.5Y", "PT1M1H"),
    *(
        "P0003-06-04T12:30:05",
        "PT1S1S",
        "P1Y2Y",
        "PT1H1D",
        "PP1Y",
        "P1YT1",
        "P 1Y",
        "PT5",
        "00:05:00",
        "P+1Y",
        "PT1e3S",
    ),
)
VERSIONS = (
    "should fail",
    "0.9.9",
    "0.95",
    "1.1.0",
    "1",
    "2",
    "2.1.0",
    "3.0.0",
    "v1.0.3",
    "1.0.",
    "1.0.x",
    "1.0.3 ",
    "1,0",
)
OBJECT_TYPES = ("activity", "AGENT", "group", "Statementref", "substatement", "Sub-Statement", "Person", "Activity ")
INTERACTIONS = (
    *("true-faLse", "choiCe", "fill-iN", "long-fiLl-in", "matchIng", "perfOrmance", "seqUencing", "liKert", "nUmeric"),
    *("Other", "multiple-choice", "true_false", "choice ", "https://example.org/choice"),
)
BROKEN: dict[str, tuple[object, ...]] = {
    "text": (),
    "named": (),
    "boolean": ("true", "false", "True", "yes", -1, 2),
    "number": ("0", "1.5", "NaN", "one hundred", [0]),
    "scaled": ("0.5", 1.00001, -1.00001, 2, -100, 1e300),
    "whole": ("27", -1, 1.5, -27),
    "iri": IRIS,
    "mail": MAILS,
    "sha1": ("x", HEX[:39], HEX[:41], f"{HEX[:39]}g", f"{HEX[:40]}\n", f"0x{HEX[:38]}"),
    "sha2": ("x", HEX[:63], f"{HEX}0", f"{HEX[:63]}g", HEX[:40], f"{HEX}\n", f"sha256:{HEX}"),
    "uuid": UUIDS,
    "tag": TAGS,
    "duration": DURATIONS,
    "media type": (
        "text",
        "text/",
        "/plain",
        "text plain",
        "text/plain charset=x",
        "te xt/plain",
        "text/pl ain",
        "a/b/c",
    ),
    "object type": OBJECT_TYPES,
    "interaction": INTERACTIONS,
}


def broken(version: str) -> dict[str, tuple[object, ...]]:
    """By format, for requests of this version."""
    is_old = version.startswith("1.")
    times = (*TIMES, *(TIMES_1 if is_old else TIMES_2))
    versions = (*VERSIONS, *(("2.0.0", "2.0") if is_old else ()))
    return {**BROKEN, "time": times, "version": versions}
