// The language of texts whose feed does not state it.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/domain/offer.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// ISO 639-1 of the language that most of a plain text is in; empty when it is too short or not certain.
[[nodiscard]] std::string detected_language(std::string_view plain);

/// Gives every text and outcome without a language (code "") one. Titles are too short to judge alone, so title,
/// summary and description are judged together; a long text with certainty of its own keeps that. What stays
/// uncertain goes with the title where its language is stated, else it is taken for Dutch, the language that a search
/// falls back on. Another language than Dutch is reported.
/// The language of instruction is something else and is not touched.
void settle_languages(Offer& offer, RecordReport& report);

}  // namespace leerwijzer
