#include "indexer/formats/hovi/words.hpp"

#include "indexer/reading/html.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {

std::vector<JsonFields::LanguageText> hovi_texts(const JsonFields& fields, std::string_view name) {
  std::vector<JsonFields::LanguageText> texts;
  const auto* value = fields.find(name);
  if (value == nullptr) return texts;
  if (!value->is_object()) {
    if (std::string text = fields.text(name); !text.empty()) {
      fields.report().info("text-without-language", fields.path_of(name),
                           "A plain text stands where {nl, en, de} was expected; its language is not stated.");
      texts.push_back({"", std::move(text)});
    }
    return texts;
  }
  const auto inner = fields.object_in(name);
  for (const auto& member : inner->object()) {
    const std::string language = language_of(member.key());
    if (std::string text = inner->text(member.key()); !text.empty()) texts.push_back({language, std::move(text)});
  }
  return texts;
}

std::string hovi_name(const JsonFields& fields, std::string_view name) {
  const auto texts = hovi_texts(fields, name);
  for (const char* language : {"nl", "", "en"}) {
    for (const auto& text : texts) {
      if (text.language == language) return plain_text(text.value);
    }
  }
  return texts.empty() ? std::string{} : plain_text(texts.front().value);
}

std::string hovi_word(std::string_view raw) {
  std::string word = fold(trim(raw));
  for (char& c : word) {
    if (c == '_' || c == '-') c = ' ';
  }
  return collapse_spaces(word);
}

void HoviWords::add(std::string_view domain, const JsonFields& entry) {
  const std::string rowkey = entry.text("rowkey");
  if (rowkey.empty()) return;
  Entry read{hovi_name(entry, "title"), hovi_word(rowkey)};
  for (const auto& text : hovi_texts(entry, "title")) read.words += " | " + hovi_word(text.value);
  entries_[to_lower_ascii(domain) + "/" + rowkey] = std::move(read);
}

std::string HoviWords::title(std::string_view domain, std::string_view rowkey) const {
  const auto at = entries_.find(std::string(domain) + "/" + std::string(rowkey));
  return at == entries_.end() || at->second.title.empty() ? std::string(rowkey) : at->second.title;
}

std::string HoviWords::words(std::string_view domain, std::string_view rowkey) const {
  const auto at = entries_.find(std::string(domain) + "/" + std::string(rowkey));
  return at == entries_.end() ? hovi_word(rowkey) : at->second.words;
}

Intensity hovi_intensity(std::string_view words) {
  const auto any = [&](auto... parts) { return (contains(words, parts) || ...); };
  if (any("dual", "duaal", "duale")) return Intensity::dual;
  if (any("part time", "parttime", "deeltijd")) return Intensity::part_time;
  if (any("full time", "fulltime", "voltijd")) return Intensity::full_time;
  return Intensity::unknown;
}

std::string_view hovi_sector(std::string_view raw) {
  constexpr auto k_sectors = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"onderwijs", "onderwijs"},
      {"gezondheidszorg", "zorg-welzijn"},
      {"gedrag en maatschappij", "zorg-welzijn"},
      {"techniek", "techniek"},
      {"economie", "zakelijk"},
      {"recht", "zakelijk"},
      {"taal en cultuur", "overig"},
      {"natuur", "techniek"},
      {"landbouw en natuurlijke omgeving", "groen"},
      {"sectoroverstijgend", "overig"},
  });
  const std::string word = hovi_word(raw);
  const auto* at =
      std::find_if(k_sectors.begin(), k_sectors.end(), [&](const auto& entry) { return entry.first == word; });
  return at == k_sectors.end() ? std::string_view{} : at->second;
}

}  // namespace leerwijzer
