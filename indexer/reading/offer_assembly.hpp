// The last touch on an offer of any format: texts, and what only its words tell, marked as inferred.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/domain/feed_record.hpp"
#include "engine/domain/offer.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// Adds a text when it is not empty and the field has none in that language: titles and summaries as plain
/// text, all other fields as clean HTML. An empty language: the feed does not state it, and finish_offer finds it.
void add_text(Offer& offer, TextField field, std::string_view language, std::string_view raw);

/// Adds an outcome once; longer than 500 bytes is cut. An empty language: as add_text.
void add_outcome(Offer& offer, std::string_view text, std::string_view language);

template <typename T>
void add_once(std::vector<T>& values, const T& value) {
  for (const T& present : values) {
    if (present == value) return;
  }
  values.push_back(value);
}

/// A date that may be wrong: reported with its raw value and left out.
[[nodiscard]] std::optional<Date> read_date(std::string_view raw, std::string_view path, RecordReport& report);

/// A web address; something else is reported and left out. "www.x.nl" becomes "https://www.x.nl".
[[nodiscard]] std::string read_url(std::string_view raw, std::string_view path, RecordReport& report);

/// A mail address; something else is reported and left out.
[[nodiscard]] std::string read_email(std::string_view raw, std::string_view path, RecordReport& report);

/// Undoes a wrong decoding of the texts, finds the language of those that have none (text_language.hpp), and fills
/// what is still open from the words of the offer: kind, parts of the day, hours a week, learning path,
/// level asked at the door. Reports a missing title, description, price or start. An offer without runs gets
/// one of kind unknown (invariant 2).
void finish_offer(Offer& offer, RecordReport& report);

/// The run keys of an offer must differ; repeated ones are numbered and reported.
void separate_run_keys(Offer& offer, RecordReport& report);

}  // namespace leerwijzer
