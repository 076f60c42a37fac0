"""Feeds of invented offers: CSV, and the like as OOAPI and EDU-DEX where a fault is about their form."""
import json

TRADES = ["lassen", "verzorgen", "programmeren", "metselen", "koken", "rekenen", "heftruck rijden", "boekhouden", "tuinieren",
          "schilderen", "plannen", "solderen"]


def title(number, version):
    return f"Cursus {TRADES[number % len(TRADES)]} nummer {number} uitgave {version}"


def version_in(text):
    return int(text.rsplit(" ", 1)[1])


def row(number, version=1, words=20):
    text = " ".join(f"{TRADES[(number + i) % len(TRADES)]} deel {i}" for i in range(words // 2))
    return (f"K{number:06d};{title(number, version)};Foutschool Utrecht;{text};klassikaal;nl;"
            f"{100 + number % 900},00;incl;3512 RW;Utrecht;{TRADES[number % len(TRADES)]}")


HEAD = "sleutel;titel;aanbieder;omschrijving;vorm;taal;prijs;btw;postcode;plaats;leerdoelen"


def csv(numbers, version=1, words=20):
    return HEAD + "\n" + "".join(row(number, version, words) + "\n" for number in numbers)


def schema_org(numbers, version=1):
    courses = [{"@type": "Course", "@id": f"https://foutschool.example/{number}", "name": title(number, version),
                "description": f"Over {TRADES[number % len(TRADES)]}.", "inLanguage": "nl",
                "provider": {"@type": "Organization", "name": "Foutschool Utrecht"}} for number in numbers]
    return json.dumps({"@context": "https://schema.org", "@graph": courses})


def xcri(numbers, version=1):
    courses = "".join(
        f'<course><dc:identifier>C{number}</dc:identifier><dc:title xml:lang="nl">{title(number, version)}</dc:title>'
        f'<dc:description xml:lang="nl">Over {TRADES[number % len(TRADES)]}.</dc:description>'
        f"<presentation><dc:identifier>P{number}</dc:identifier></presentation></course>" for number in numbers)
    return ('<?xml version="1.0" encoding="UTF-8"?><catalog xmlns="http://xcri.org/profiles/1.2/catalog" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" generated="2026-11-01T00:00:00Z"><provider>'
            "<dc:identifier>foutschool</dc:identifier><dc:title>Foutschool Utrecht</dc:title>" + courses + "</provider></catalog>")
