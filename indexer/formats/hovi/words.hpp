// The code lists of HOVI ("domains"): what a rowkey such as "deeltijd" or "instellingscollegegeld" is called. A feed
// may bring the lists; without them the rowkeys themselves are read as words.
#pragma once

#include "indexer/reading/json_fields.hpp"

#include "engine/domain/offer.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Values per language of {nl, en, de}; a plain text has no language, with a diagnostic.
[[nodiscard]] std::vector<JsonFields::LanguageText> hovi_texts(const JsonFields& fields, std::string_view name);

/// The Dutch one of them, else the English, else any; plain text.
[[nodiscard]] std::string hovi_name(const JsonFields& fields, std::string_view name);

/// "full_time" and "Full-time" in one form: small letters, words apart by one space.
[[nodiscard]] std::string hovi_word(std::string_view raw);

class HoviWords {
 public:
  /// An entry of a list: {rowkey, title}.
  void add(std::string_view domain, const JsonFields& entry);

  /// The title of a rowkey; the rowkey itself when the list does not have it.
  [[nodiscard]] std::string title(std::string_view domain, std::string_view rowkey) const;

  /// Rowkey and titles as words, to look for what they say.
  [[nodiscard]] std::string words(std::string_view domain, std::string_view rowkey) const;

 private:
  struct Entry {
    std::string title;
    std::string words;
  };
  std::map<std::string, Entry, std::less<>> entries_;  ///< by "domain/rowkey"
};

/// Full-time, part-time, dual; unknown for other words.
[[nodiscard]] Intensity hovi_intensity(std::string_view words);

/// The sector of a crohoSector ("gedrag_en_maatschappij"); empty for another word.
[[nodiscard]] std::string_view hovi_sector(std::string_view raw);

}  // namespace leerwijzer
