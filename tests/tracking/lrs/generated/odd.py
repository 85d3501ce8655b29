"""Values that few send and all may."""

import orjson

IRIS = (
    *(
        "https://bücher.example/straße?größe=1#ä",
        "http://example.com/فعل/خواندن",
        "https://例え.jp/引き割り",
        "urn:x:y",
    ),
    *("tag:example.org,2026:kurs/1", "urn:uuid:7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11", "urn:ISBN:0-395-36341-1", "a:b"),
    *("mailto:anna+x@example.org", "https://example.org/%C3%A4%2F%20", "https://anna:x@example.org:8443/;a=b?c=d&e"),
    *(
        "http://[2001:db8::1]:80/x",
        "HTTP://EXAMPLE.ORG",
        "https://example.org/a(b)'c*d!e,f~g",
        "act:x",
        "doi:10.1000/182",
    ),
    *(
        "https://example.org?x",
        "https://example.org#x",
        "https://example.org/?a=/?:@",
        "com.example.app://x",
        "x-y+z.1:a",
    ),
    *("https://example.org/\U0001f600", "file:///tmp/x", "ni:///sha-256;f4OxZX", "https://example.org/" + "a" * 8_000),
    *("https://example.org/" + "ä/" * 4_000, "urn:" + "x" * 8_000, "https://example.org/verbs/../x//y/./z", "data:,x"),
)
MAILS = tuple(
    f"mailto:{address}"
    for address in (
        *("anna+xapi@example.org", "a.b.c@example.org", "jürgen@müller.example", "o'neil@example.org", "x@localhost"),
        *(
            "%22anna%20b%22@example.org",
            "a_b-c~d@sub.sub.example.museum",
            "1@2.de",
            "!#$&'*+=?^".replace("#", "").replace("?", "") + "@example.org",
        ),
        *("ANNA@EXAMPLE.ORG", "用户@例え.jp", "a" * 64 + "@" + "b" * 63 + ".example", "x@xn--mller-kva.example"),
    )
)
TAGS = (
    *(
        "de",
        "DE",
        "de-DE",
        "cmn",
        "ase",
        "tlh",
        "und",
        "mul",
        "zh-Hant",
        "zh-Hans-CN",
        "sr-Latn-RS",
        "sr-Cyrl",
        "es-419",
    ),
    *("zh-cmn-Hans-CN", "zh-yue-HK", "sl-rozaj-biske-1994", "de-CH-1901", "hy-Latn-IT-arevela", "de-DE-u-co-phonebk"),
    *("en-a-bbb-x-a-ccc", "en-t-jp-x-b", "x-whatever", "x-a-b-1", "qaa-Qaaa-QM-x-southern", "i-klingon", "en-GB-oed"),
    *("sgn-BE-FR", "art-lojban", "zh-min-nan", "i-default", "no-bok", "abcd", "abcdefgh", "en-0-abc-1-def", "fr-x-1"),
)
DURATIONS = (
    *("PT0S", "P0D", "P3Y", "P1M", "PT1M", "P4W", "P1.5W", "P0.5Y", "P1,5D", "PT36H", "PT16559.14S", "PT4H35M59.14S"),
    *("P3Y1M29DT4H35M59.14S", "P1YT1S", "P1Y2D", "P1DT1M", "PT1H1S", "P1M2D", "PT0.123456789012S", "PT1H0M0.1S"),
    *("P0Y0M0DT0H0M0S", "P" + "9" * 300 + "Y", "PT" + "0" * 100 + "1S", "P1Y1M1DT1H1M1,1S", "PT1.0H", "P0001Y"),
)
_FRACTIONS = ("", ".1", ".120", ".123456", ".123456789012345")
TIMES = (
    *(
        f"2026-11-23T08:05:09{fraction}{offset}"
        for fraction in _FRACTIONS
        for offset in ("Z", "-11:30", "+05:45", "+14:00")
    ),
    *(
        "1776-07-04T16:00:45.123456Z",
        "2026-11-23T00:00:00.0Z",
        "2026-11-23T08:05:09+00:00",
        "2026-11-23T08:05:09+23:59",
    ),
    *("2099-12-31T23:59:59.999Z", "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2024-02-29T00:00:00Z"),
    *("0001-01-01T00:00:00Z", "0002-01-01T00:00:00Z", "9998-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
)
TIMES_1 = (
    *("20261123T080509Z", "20261123T080509.5Z", "20261123T0805+0100", "2026-11-23T08:05Z", "2026-11-23T08+01"),
    *("2026-11-23T08:05:09,123Z", "2026-11-23T08:05:09+0100", "2026-11-23T08:05:09-05", "20161231T235960Z"),
)
TIMES_2 = ("2026-11-23 08:05:09Z", "2026-11-23 08:05:09.601+00:00", "2026-11-23t08:05:09z", "2026-11-23T08:05:09.5z")
UUIDS = (
    *(
        "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11",
        "7D3C1C44-93A5-4F57-9BD5-4F7DE5E5AD11",
        "7D3c1c44-93A5-1F57-8bd5-4f7de5e5ad11",
    ),
    *(
        "12345678-1234-5678-1234-567812345678",
        "00000000-0000-0000-0000-000000000000",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ),
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
)
TEXTS = (
    *(
        "",
        " ",
        "ä",
        "\u0000",
        "a\u0000b",
        "\u202eabc",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301",
        "\\",
        '"',
        "\n",
    ),
    *("</script>", "' OR 1=1 --", "{{7*7}}", "x" * 20_000, "\ufeff", "\uffff", "نص", "null", "NaN", "\u2028", "\u007f"),
)
NUMBERS = (
    *("0", "-0", "0.0", "-0.0", "1e5", "1E5", "1e+5", "1E-5", "0.850", "1.0", "100.0000000", "12345678901234567890"),
    *("123456789012345678901234567890.123456789012345678901234567890", "-9007199254740993", "9007199254740993"),
    *("18446744073709551616", "-9223372036854775809", "1e308", "-1.7976931348623157e308", "5e-324", "1e-999", "1e0"),
    *("0.1", "0.30000000000000004", "3.141592653589793238462643383279", "1" + "0" * 300, "0e0", "1.50e-07", "6.02e23"),
)
SCALED = (
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "1.0",
    "-1.0000",
    "1e0",
    "0.850",
    "8.5e-1",
    "1E-5",
    "-0.123456789012345678901",
    "5e-324",
)
MEDIA_TYPES = (
    *(
        "text/plain",
        "text/plain; charset=ascii",
        "text/plain;charset=utf-8",
        "application/octet-stream",
        "image/svg+xml",
    ),
    *(
        "application/vnd.example.v1+json;a=b;c=d",
        'multipart/mixed; boundary="a b;c"',
        "TEXT/HTML",
        "x-y/z.1",
        "text/plain;",
    ),
)
VALUES = (
    *(None, True, False, 0, [], {}, "", [[]], [None], {"": None}, {"a": {"b": {"c": [1, [2, [3]]]}}}, {"id": "no iri"}),
    *({"objectType": "Nothing", "mbox": 1}, {"a.b": 1, "a b": 2, "ä": 3, "\u0000": 4, "__proto__": {}}, [1, "1", None]),
    *({"timestamp": "yesterday", "extensions": None, "actor": {}}, {str(number): number for number in range(200)}),
    orjson.Fragment("[" * 80 + "]" * 80),
    orjson.Fragment('{"a":' * 80 + "1e2" + "}" * 80),
)
