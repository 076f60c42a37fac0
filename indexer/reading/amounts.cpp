#include "indexer/reading/amounts.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

template <typename V>
using Phrase = std::pair<std::string_view, V>;

/// Longer phrases before those they contain.
constexpr auto k_vat_phrases = std::to_array<Phrase<VatBasis>>({
    {"vrijgesteld van btw", VatBasis::exempt},
    {"vrij van btw", VatBasis::exempt},
    {"btw-vrijgesteld", VatBasis::exempt},
    {"btw vrijgesteld", VatBasis::exempt},
    {"btw-vrij", VatBasis::exempt},
    {"geen btw", VatBasis::exempt},
    {"vrijgesteld", VatBasis::exempt},
    {"exclusief btw", VatBasis::excl},
    {"inclusief btw", VatBasis::incl},
    {"excl. btw", VatBasis::excl},
    {"incl. btw", VatBasis::incl},
    {"excl btw", VatBasis::excl},
    {"incl btw", VatBasis::incl},
    {"ex. btw", VatBasis::excl},
    {"ex btw", VatBasis::excl},
    {"exclusief", VatBasis::excl},
    {"inclusief", VatBasis::incl},
    {"excl.", VatBasis::excl},
    {"incl.", VatBasis::incl},
    {"excl", VatBasis::excl},
    {"incl", VatBasis::incl},
});

constexpr auto k_period_phrases = std::to_array<Phrase<CostPeriod>>({
    {"per studiejaar", CostPeriod::year},
    {"per cursusjaar", CostPeriod::year},
    {"per schooljaar", CostPeriod::year},
    {"per leerjaar", CostPeriod::year},
    {"per jaar", CostPeriod::year},
    {"per year", CostPeriod::year},
    {"/jaar", CostPeriod::year},
    {"p/j", CostPeriod::year},
    {"per maand", CostPeriod::month},
    {"per month", CostPeriod::month},
    {"/maand", CostPeriod::month},
    {"per week", CostPeriod::week},
    {"per lesdag", CostPeriod::day},
    {"per dag", CostPeriod::day},
    {"per day", CostPeriod::day},
    {"per uur", CostPeriod::hour},
    {"per hour", CostPeriod::hour},
});

constexpr auto k_idle_phrases = std::to_array<std::string_view>(
    {"cursusgeld", "lesgeld", "collegegeld", "per persoon", "per deelnemer", "p.p.", "totaal", "eenmalig", "(", ")"});

template <std::size_t N, typename V>
std::optional<V> cut_phrase(std::string& text, const std::array<Phrase<V>, N>& phrases) {
  for (const auto& [phrase, value] : phrases) {
    const std::size_t at = text.find(phrase);
    if (at == std::string::npos) continue;
    text.replace(at, phrase.size(), " ");
    return value;
  }
  return std::nullopt;
}

bool says_free(std::string_view folded) {
  for (std::string_view word : {"gratis", "kosteloos", "free", "geen kosten", "inbegrepen", "zonder kosten"}) {
    if (folded == word || folded.starts_with(std::string(word) + " ") || folded.ends_with(" " + std::string(word)))
      return true;
  }
  return false;
}

}  // namespace

ReadAmount read_amount(std::string_view text) {
  ReadAmount read;
  std::string rest = to_lower(collapse_spaces(text));
  if (rest.empty()) return read;
  const bool negative = rest.starts_with('-') && rest.size() > 1;
  if (negative) rest.erase(0, 1);
  if (const auto plain = parse_dutch_amount(rest)) {
    read.amount = negative ? Cents{-plain->value} : *plain;
    return read;
  }
  read.plain = false;
  if (const auto vat = cut_phrase(rest, k_vat_phrases)) read.vat_basis = *vat;
  if (const auto period = cut_phrase(rest, k_period_phrases)) read.period = *period;
  for (std::string_view phrase : {std::string_view("per groep"), std::string_view("per group")}) {
    if (const std::size_t at = rest.find(phrase); at != std::string::npos) {
      rest.replace(at, phrase.size(), " ");
      read.for_group = true;
    }
  }
  for (std::string_view phrase : k_idle_phrases) {
    if (const std::size_t at = rest.find(phrase); at != std::string::npos) rest.replace(at, phrase.size(), " ");
  }
  rest = collapse_spaces(rest);
  if (says_free(rest)) {
    read.says_free = true;
    read.amount = Cents{0};
  } else if (const auto amount = parse_dutch_amount(rest)) {
    read.amount = *amount;
  }
  return read;
}

std::optional<VatBasis> vat_basis_of(std::string_view word) {
  std::string key = to_lower(collapse_spaces(word));
  if (key == "vrij" || key == "exempt" || key == "nvt" || key == "0" || key == "0%" || key == "geen")
    return VatBasis::exempt;
  if (key == "unknown" || key == "onbekend" || key.empty()) return VatBasis::unknown;
  return cut_phrase(key, k_vat_phrases);
}

CostKind cost_kind_of_text(std::string_view text) {
  const std::string key = fold(text);
  const auto has = [&](auto... words) { return (contains(key, words) || ...); };
  if (has("korting", "discount")) return CostKind::discount;
  if (has("examen", "exam", "toets", "certifica")) return CostKind::exam;
  if (has("boek", "materia", "leermiddel", "licentie", "gereedschap", "kleding", "schoenen", "tas", "pakket", "kit",
          "laptop"))
    return CostKind::material;
  if (has("inschrij", "registra", "administra", "intake")) return CostKind::registration;
  if (has("reis", "excursie", "travel", "vervoer")) return CostKind::travel;
  if (has("overnacht", "verblijf", "accommodation", "housing", "lodging")) return CostKind::lodging;
  if (has("cursus", "les", "college", "tuition", "course fee", "opleiding")) return CostKind::tuition;
  return CostKind::other;
}

std::vector<Cost> read_extra_costs(std::string_view text) {
  std::vector<Cost> costs;
  std::string parts(text);
  std::replace(parts.begin(), parts.end(), '|', ';');
  for (const std::string& part : split_trimmed(parts, ';')) {
    const std::string folded = fold(part);
    Cost cost;
    cost.note = collapse_spaces(part);
    cost.kind = cost_kind_of_text(part);
    cost.required = !contains(folded, "optione") && !contains(folded, "facultatief") &&
                    !contains(folded, "niet verplicht") && !contains(folded, "optional") &&
                    !contains(folded, "desgewenst");
    const std::size_t digit = part.find_first_of("0123456789");
    if (digit != std::string::npos) {
      std::string_view amount = std::string_view(part).substr(digit);
      amount = amount.substr(0, amount.find('('));
      const ReadAmount read = read_amount(amount);
      cost.amount = read.amount;
      cost.vat_basis = read.vat_basis;
      cost.period = read.period;
    } else if (says_free(folded)) {
      cost.amount = Cents{0};
    }
    costs.push_back(std::move(cost));
  }
  return costs;
}

}  // namespace leerwijzer
