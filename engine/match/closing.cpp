#include "engine/match/closing.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

namespace leerwijzer {
namespace {

/// Words of a title that do not say which occupation it is for.
constexpr auto k_of_the_form = std::to_array<std::string_view>({"opleiding", "beroepsopleiding",
                                                                "mbo",       "hbo",
                                                                "bbl",       "bol",
                                                                "niveau",    "diploma",
                                                                "leerweg",   "derde",
                                                                "voltijd",   "deeltijd",
                                                                "duaal",     "verkort",
                                                                "traject",   "tot",
                                                                "bachelor",  "de",
                                                                "het",       "een",
                                                                "in",        "ig",
                                                                "1",         "2",
                                                                "3",         "4",
                                                                "m",         "v",
                                                                "x"});

std::set<std::string> telling_words(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const std::string folded = fold(text) + " ";
  for (const char c : folded) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += c;
      continue;
    }
    if (!word.empty() && std::find(k_of_the_form.begin(), k_of_the_form.end(), word) == k_of_the_form.end())
      words.insert(word);
    word.clear();
  }
  return words;
}

bool is_registered(const Offer& offer) {
  return std::any_of(offer.codes.begin(), offer.codes.end(), [](const OfferCode& code) {
    return code.scheme == CodeScheme::crebo || code.scheme == CodeScheme::croho || code.scheme == CodeScheme::rio;
  });
}

}  // namespace

bool is_named_after(std::string_view title, const Occupation& occupation) {
  const std::set<std::string> words = telling_words(title);
  return !words.empty() && std::any_of(occupation.labels.begin(), occupation.labels.end(),
                                       [&](const Label& label) { return telling_words(label.text) == words; });
}

Closing closing_of(const Offer& offer, std::span<const RequiredSkill> gap, const Occupation* goal) {
  Closing closing;
  std::map<SkillId, double> closes;
  bool states_outcomes = false;
  for (const Outcome& outcome : offer.outcomes) {
    states_outcomes = states_outcomes || outcome.skill.stored();
    const bool asked = outcome.skill.stored() && std::any_of(gap.begin(), gap.end(), [&](const RequiredSkill& skill) {
                         return skill.skill == outcome.skill;
                       });
    if (asked) closes[outcome.skill] = std::max(closes[outcome.skill], outcome.confidence);
  }
  const bool whole = offer.kind == OfferKind::qualification;
  if (!states_outcomes && whole && goal != nullptr && is_named_after(title_of(offer), *goal)) {
    closing.basis = is_registered(offer) ? ClosingBasis::qualification : ClosingBasis::title;
    const double part = closing.basis == ClosingBasis::qualification ? 1.0 : k_title_part;
    for (const RequiredSkill& skill : gap) {
      closes[skill.skill] = part * (skill.kind == RelationKind::essential ? k_register_essential : k_register_optional);
    }
  }
  closing.skills.assign(closes.begin(), closes.end());
  return closing;
}

}  // namespace leerwijzer
