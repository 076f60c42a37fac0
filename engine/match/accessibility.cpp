#include "engine/match/accessibility.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace leerwijzer {
namespace {

// Beginnings of words, folded.
constexpr auto k_wheelchair = std::to_array<std::string_view>(
    {"rolstoel", "lift ", "gelijkvloers", "drempelvrij", "drempelloos", "invalidentoilet", "wheelchair"});
constexpr auto k_hearing = std::to_array<std::string_view>(
    {"gebarentolk", "gebarentaal", "schrijftolk", "ringleiding", "slechthorend", "doven", "dove ", "ondertitel"});
constexpr auto k_visual = std::to_array<std::string_view>(
    {"slechtziend", "blinde", "braille", "voorleessoftware", "schermlezer", "vergroting"});
constexpr auto k_low_stimulus =
    std::to_array<std::string_view>({"prikkelarm", "stilteruimte", "rustige ruimte", "rustige plek", "autisme"});
constexpr auto k_childcare = std::to_array<std::string_view>({"kinderopvang", "oppas", "opvang voor"});
constexpr auto k_negations = std::to_array<std::string_view>({"niet", "geen", "helaas", "nog niet"});

std::span<const std::string_view> words_of(AccessNeed need) {
  switch (need) {
    case AccessNeed::wheelchair: return k_wheelchair;
    case AccessNeed::hearing: return k_hearing;
    case AccessNeed::visual: return k_visual;
    case AccessNeed::low_stimulus: return k_low_stimulus;
    case AccessNeed::childcare: return k_childcare;
  }
  return {};
}

std::string need_words(AccessNeed need) {
  switch (need) {
    case AccessNeed::wheelchair: return "een rolstoel";
    case AccessNeed::hearing: return "hulp bij horen, zoals een tolk";
    case AccessNeed::visual: return "hulp bij zien";
    case AccessNeed::low_stimulus: return "een rustige plek met weinig prikkels";
    case AccessNeed::childcare: return "opvang voor uw kind";
  }
  return {};
}

std::string list_of(const std::vector<AccessNeed>& needs) {
  std::vector<std::string> words;
  words.reserve(needs.size());
  for (const AccessNeed need : needs) words.push_back(need_words(need));
  return join(words, " en ");
}

bool begins_a_word(std::string_view clause, std::string_view start) {
  for (std::size_t at = clause.find(start); at != std::string_view::npos; at = clause.find(start, at + 1)) {
    if (at == 0 || clause[at - 1] == ' ') return true;
  }
  return false;
}

bool holds_any(std::string_view clause, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return begins_a_word(clause, word); });
}

}  // namespace

ReasonStatus access_in_text(std::string_view text, AccessNeed need) {
  std::string clause;
  bool met = false;
  const std::string folded = fold(text) + ".";
  for (const char c : folded) {
    if (std::string_view(".,;:!?\n").find(c) == std::string_view::npos) {
      clause += c == '(' || c == ')' || c == '-' || c == '\t' ? ' ' : c;
      continue;
    }
    clause += ' ';
    if (holds_any(clause, words_of(need))) {
      if (holds_any(clause, k_negations)) return ReasonStatus::failed;
      met = true;
    }
    clause.clear();
  }
  return met ? ReasonStatus::met : ReasonStatus::unknown;
}

AccessFit accessibility_of(const Offer& offer, const std::vector<AccessNeed>& needs, bool online_ok) {
  const std::string_view text = text_of(offer, TextField::accessibility);
  const bool from_home = online_ok && can_be_followed_online(offer);
  std::vector<AccessNeed> to_ask;
  for (const AccessNeed need : needs) {
    if (from_home && need == AccessNeed::wheelchair) continue;
    const ReasonStatus status = access_in_text(text, need);
    if (status == ReasonStatus::failed)
      return {status,
              "De school schrijft dat dit niet kan: " + need_words(need) + ". Vraag of er toch iets mogelijk is"};
    if (status == ReasonStatus::unknown) to_ask.push_back(need);
  }
  if (!to_ask.empty()) return {ReasonStatus::unknown, "Vraag de school of dit kan: " + list_of(to_ask)};
  if (text.empty()) return {ReasonStatus::met, "U kunt dit thuis online volgen"};
  return {ReasonStatus::met, "De school zegt dat dit kan: " + list_of(needs)};
}

}  // namespace leerwijzer
