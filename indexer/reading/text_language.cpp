#include "indexer/reading/text_language.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <string>

namespace leerwijzer {
namespace {

constexpr std::size_t k_least_bytes = 30;   ///< a text below this tells nothing
constexpr std::size_t k_alone_bytes = 200;  ///< from here a text is judged by itself
constexpr std::size_t k_most_bytes = 500;   ///< more costs time and does not make it more certain
constexpr int k_least_percent = 70;

/// A code of ours for one of the detector. What is often taken for Dutch's nearest relative is Dutch.
std::string code_of(CLD2::Language language) {
  const std::string code = CLD2::LanguageCode(language);
  return code == "af" ? "nl" : language_of(code);
}

bool is_core(const OfferText& text) {
  return text.field == TextField::title || text.field == TextField::summary || text.field == TextField::description;
}

/// The longest text that is judged by itself; it tells the language of the short ones. Nothing when all are short.
const OfferText* longest_open(const Offer& offer) {
  const OfferText* longest = nullptr;
  for (const OfferText& text : offer.texts) {
    if (!text.language.empty() || !is_core(text) || text.text.size() < k_alone_bytes) continue;
    if (longest == nullptr || text.text.size() > longest->text.size()) longest = &text;
  }
  return longest;
}

std::string joined_core(const Offer& offer) {
  std::string words;
  for (const OfferText& text : offer.texts) {
    if (text.language.empty() && is_core(text)) words += plain_text(text.text) + ".\n";
  }
  return words;
}

/// What goes with a title of which the language is stated; else Dutch.
std::string stated_title_language(const Offer& offer) {
  for (const OfferText& text : offer.texts) {
    if (text.field == TextField::title && !text.language.empty()) return text.language;
  }
  return "nl";
}

/// A field has one text per language: the one that was stated, else the first.
void drop_repeated(Offer& offer) {
  std::vector<OfferText> kept;
  for (OfferText& text : offer.texts) {
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const OfferText& present) {
      return present.field == text.field && present.language == text.language;
    });
    if (!repeated) kept.push_back(std::move(text));
  }
  offer.texts = std::move(kept);
}

}  // namespace

std::string detected_language(std::string_view plain) {
  const std::string text(truncate_utf8(plain, k_most_bytes));
  if (text.size() < k_least_bytes) return {};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, "nl", CLD2::UNKNOWN_ENCODING,
                                 CLD2::UNKNOWN_LANGUAGE, languages.data(), percents.data(), &text_bytes, &reliable);
  return reliable && percents[0] >= k_least_percent ? code_of(languages[0]) : std::string{};
}

void settle_languages(Offer& offer, RecordReport& report) {
  const auto open = [](const auto& one) { return one.language.empty(); };
  const bool any = std::any_of(offer.texts.begin(), offer.texts.end(), open) ||
                   std::any_of(offer.outcomes.begin(), offer.outcomes.end(), open);
  if (!any) return;
  const OfferText* longest = longest_open(offer);
  std::string common = detected_language(longest != nullptr ? plain_text(longest->text) : joined_core(offer));
  if (!common.empty() && common != "nl") {
    report.info("language-detected", "",
                "The feed does not state the language of its texts; they were taken to be \"" + common + "\".");
  }
  if (common.empty()) common = stated_title_language(offer);
  const bool stated = !std::all_of(offer.texts.begin(), offer.texts.end(), open);
  for (OfferText& text : offer.texts) {
    if (!text.language.empty()) continue;
    if (&text != longest && text.text.size() >= k_alone_bytes) text.language = detected_language(plain_text(text.text));
    if (text.language.empty()) text.language = common;
  }
  for (Outcome& outcome : offer.outcomes) {
    if (outcome.language.empty()) outcome.language = common;
  }
  if (stated) drop_repeated(offer);
}

}  // namespace leerwijzer
