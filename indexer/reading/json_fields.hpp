// Liberal reading of JSON members: numbers for strings, strings for arrays, null for anything. What
// was not as the format says is reported, and read all the same.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/core/error.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

constexpr std::size_t k_json_depth = 32;

/// Fails with invalid_input (position and reason) for anything that is not one JSON value of at most
/// k_json_depth levels.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text);

/// One object, with the path to it for messages.
class JsonFields {
 public:
  JsonFields(const boost::json::object& object, std::string path, RecordReport& report)
      : object_(object), path_(std::move(path)), report_(report) {}

  /// The member; nullptr when it is absent or null.
  [[nodiscard]] const boost::json::value* find(std::string_view name) const;

  /// Text of a string, number or boolean, trimmed; the first element of a list, with a diagnostic.
  [[nodiscard]] std::string text(std::string_view name) const;

  /// Texts of a list of scalars; a scalar counts as a list of one, with a diagnostic.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

  [[nodiscard]] std::optional<double> number(std::string_view name) const;
  [[nodiscard]] std::optional<int> count(std::string_view name) const;

  /// Objects of a list; an object counts as a list of one, with a diagnostic.
  [[nodiscard]] std::vector<JsonFields> objects(std::string_view name) const;

  /// An object member; the first of a list, with a diagnostic.
  [[nodiscard]] std::optional<JsonFields> object_in(std::string_view name) const;

  /// Values per language of [{language, value}]; a plain text has no language, with a diagnostic.
  struct LanguageText {
    std::string language;
    std::string value;
  };
  [[nodiscard]] std::vector<LanguageText> language_texts(std::string_view name) const;

  /// The id of a relation that is an id or an inline object with one of `id_names`.
  [[nodiscard]] std::string relation(std::string_view name, std::string_view id_name) const;

  [[nodiscard]] const boost::json::object& object() const noexcept { return object_; }
  [[nodiscard]] std::string path_of(std::string_view name) const;
  [[nodiscard]] RecordReport& report() const noexcept { return report_; }

 private:
  const boost::json::object& object_;
  std::string path_;
  RecordReport& report_;
};

/// Language (empty: not stated) and value of a {language, value} object or a plain text.
[[nodiscard]] JsonFields::LanguageText language_text_of(const boost::json::value& value, std::string_view path,
                                                        RecordReport& report);

}  // namespace leerwijzer
