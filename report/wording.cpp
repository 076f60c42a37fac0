#include "report/wording.hpp"

#include <fmt/format.h>

#include <cmath>

namespace leerwijzer {
namespace {

std::string with_points(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, '.');
  return digits;
}

std::string place(std::size_t rank) { return "plaats " + with_points(static_cast<std::int64_t>(rank)); }

struct ChoiceWords {
  std::string_view lacks;  ///< "hebben geen prijs"
  std::string_view lacks_one;
  std::string_view filters;  ///< "op prijs kiest"
  std::string_view with;     ///< "met een prijs"
  std::string_view only;     ///< "alleen bekende prijzen wil zien"
};

ChoiceWords words_of(ChosenBy field) {
  switch (field) {
    case ChosenBy::price:
      return {"hebben geen prijs", "heeft geen prijs", "op prijs kiest", "met een prijs",
              "alleen opleidingen met een bekende prijs wil zien"};
    case ChosenBy::start:
      return {"hebben geen startmoment", "heeft geen startmoment", "op startdatum kiest", "met een startmoment",
              "alleen opleidingen met een bekend startmoment wil zien"};
    case ChosenBy::level:
      return {"hebben geen niveau", "heeft geen niveau", "op niveau kiest", "met een niveau",
              "alleen opleidingen met een bekend niveau wil zien"};
    case ChosenBy::place:
      return {"hebben geen locatie", "heeft geen locatie", "op 10 kilometer afstand zoekt", "met een locatie",
              "alleen opleidingen met een bekende locatie wil zien"};
    case ChosenBy::skills: return {"noemen geen leeruitkomsten", "noemt geen leeruitkomsten", "", "", ""};
  }
  return {};
}

}  // namespace

std::string score_text(double score) {
  std::string text = fmt::format("{:.2f}", std::round(score * 100.0) / 100.0);
  text[1] = ',';
  return text;
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
  return with_points(number) + " " + std::string(number == 1 ? one : many);
}

std::string_view severity_word(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return "Fout";
    case Severity::warning: return "Let op";
    case Severity::info: return "Ter informatie";
  }
  return {};
}

std::string_view fetch_state_word(std::string_view state) noexcept {
  if (state == "finished") return "alles gelezen";
  if (state == "unchanged") return "niets veranderd";
  if (state == "incomplete") return "niet alles gelezen; niets verwijderd";
  if (state == "collapsed") return "veel minder aanbod dan eerst; niets verwijderd tot iemand heeft gekeken";
  if (state == "aborted") return "afgebroken; niets verwijderd";
  return state;
}

std::string withheld_sentence(std::int64_t offers) {
  if (offers == 0) return {};
  return counted(offers, "opleiding ontbreekt", "opleidingen ontbreken") +
         " ineens in de levering. Wij laten dit aanbod staan tot iemand heeft gekeken. Klopt het dat het weg is? Laat "
         "het "
         "ons weten. Klopt het niet? Lever het opnieuw, dan hoeft u verder niets te doen.";
}

std::string findability_sentence(const ReportFindability& row) {
  const ChoiceWords words = words_of(row.field);
  const auto offers = static_cast<std::int64_t>(row.offers);
  const auto known = static_cast<std::int64_t>(row.effect.known);
  const auto hits = static_cast<std::int64_t>(row.effect.hits);
  std::string text = counted(offers, "opleiding ", "opleidingen ") +
                     std::string(row.offers == 1 ? words.lacks_one : words.lacks) + ". ";
  text += fmt::format("Een voorbeeld is “{}”. ", row.title);
  if (row.field == ChosenBy::skills) {
    text += "Wie zoekt met een beroep of een vaardigheid als doel, vindt deze opleiding niet op vaardigheden. ";
    if (known == 0) return text + "In dezelfde sector kan nog geen enkele opleiding dat: u bent dan de eerste.";
    return text + fmt::format("In dezelfde sector kan dat bij {} van de {} opleidingen wel.", with_points(known),
                              with_points(hits));
  }
  if (row.effect.now == 0) return text + "Deze opleiding staat nu niet in de lijst, omdat geen start meer open is.";
  if (row.effect.then < row.effect.now) {
    text +=
        fmt::format("Wie in dezelfde sector {}, ziet haar op {} van {}. {} is dat {}. ", words.filters,
                    place(row.effect.now), with_points(hits),
                    std::string(1, static_cast<char>(words.with[0] - 'a' + 'A')) + std::string(words.with.substr(1)),
                    place(row.effect.then));
  } else {
    text += fmt::format("Wie in dezelfde sector {}, ziet haar op {} van {}. ", words.filters, place(row.effect.now),
                        with_points(hits));
  }
  if (known == 0) return text + fmt::format("Wie {}, ziet haar niet.", words.only);
  return text + fmt::format("Wie {}, ziet haar niet, maar {} andere wel.", words.only, with_points(known));
}

std::string findability_method(const PublishingReport& report) {
  return fmt::format(
      "Gemeten met de zoekmachine zelf, tussen {}. Voor elk ontbrekend gegeven hebben wij hoogstens vijf van uw "
      "opleidingen opgezocht en de middelste laten zien. Wij zoeken zonder woorden in de sector van de opleiding en "
      "kiezen zo "
      "ruim mogelijk: elke prijs, elk niveau, elke start vanaf vandaag, of een plaats op 10 kilometer. Bij gelijke "
      "stand staat eerder opgenomen aanbod boven. Op een bladzijde wisselen wij aanbieders nog af.",
      report.market);
}

std::string summary_sentence(const PublishingReport& report) {
  if (report.offers == 0) {
    return report.complete ? "Er zijn geen opleidingen gevonden. Controleer of dit het goede bestand is."
                           : "Wij konden geen opleidingen lezen. Hieronder staat waarom, en wat u kunt doen.";
  }
  const std::int64_t errors = report.count_of(Severity::error);
  const std::int64_t warnings = report.count_of(Severity::warning);
  std::string text = counted(report.offers, "opleiding", "opleidingen") + ". ";
  if (errors == 0 && warnings == 0) return text + "Wij vonden geen fouten in de gegevens.";
  text += "In de gegevens vonden wij " + counted(errors, "fout", "fouten") + " en " +
          counted(warnings, "punt om op te letten", "punten om op te letten") + ".";
  if (errors > 0) text += " Bij een fout ontbreekt een opleiding of een deel ervan.";
  return text;
}

std::string_view score_method() noexcept {
  return "De score loopt van 0 tot 1. Wij kijken naar titel, omschrijving, leesgemak, prijs, startmomenten, locatie, "
         "niveau, leeruitkomsten, duur, contact en hoe lang geleden wij uw aanbod lazen. Wat niet van toepassing is, "
         "telt niet mee: een cursus hoeft geen niveau te hebben, en een opleiding die alleen online is geen locatie. "
         "Omschrijving, prijs, startmomenten, locatie en leeruitkomsten tellen dubbel, omdat zoekers daarop kiezen. "
         "Leesgemak is de formule van Flesch-Douma voor het Nederlands: 206,84 min 0,77 keer het aantal lettergrepen "
         "per "
         "100 woorden, min 0,93 keer het aantal woorden per zin.";
}

}  // namespace leerwijzer
