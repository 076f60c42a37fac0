// The words of the pages in one language, from schema/texts, which is part of the program. A key that does not exist
// is a mistake of ours and throws; tests/unit/api/texts_test.cpp holds that there are none, and that both catalogues
// have the same keys and places.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/money.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

enum class Language : std::uint8_t { nl, en };
template <>
struct EnumNames<Language> {
  static constexpr auto names = std::to_array<EnumName<Language>>({{Language::nl, "nl"}, {Language::en, "en"}});
};

/// Of a page's address: /en and what lies below it is English, the rest Dutch.
[[nodiscard]] Language language_of_path(std::string_view path) noexcept;

/// "/en/zoeken" gives "/zoeken", "/en" gives "/"; what exists in one language only (/v1, /assets) stays as it is.
[[nodiscard]] std::string_view path_without_language(std::string_view path) noexcept;

/// Values of the places in a text, by name.
using TextValues = std::vector<std::pair<std::string_view, std::string>>;

class Texts {
 public:
  [[nodiscard]] static const Texts& in(Language language);

  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] bool has(std::string_view key) const { return all_.contains(key); }
  /// As it stands in the catalogue, with its places. Throws std::logic_error for an unknown key.
  [[nodiscard]] const std::string& text(std::string_view key) const;
  /// With {place} filled in.
  [[nodiscard]] std::string with(std::string_view key, const TextValues& values) const;
  /// The text `key`.one or `key`.many, with {count} filled in.
  [[nodiscard]] std::string counted(std::string_view key, std::size_t count, TextValues values = {}) const;

  /// "/en" or "": what stands before every address of this language.
  [[nodiscard]] std::string_view root() const noexcept { return language_ == Language::en ? "/en" : ""; }
  /// " lang=\"nl\"" where a Dutch text stands on a page in another language, else "".
  [[nodiscard]] std::string_view dutch() const noexcept { return language_ == Language::nl ? "" : " lang=\"nl\""; }

  [[nodiscard]] std::string date(Date date) const;                       ///< "8 februari 2027"
  [[nodiscard]] std::string month(std::chrono::year_month month) const;  ///< "februari 2027"
  [[nodiscard]] std::string_view short_month(unsigned month) const;      ///< 1 to 12: "feb"
  [[nodiscard]] std::string money(Cents amount) const;                   ///< "€ 1.450", "€1,450"
  [[nodiscard]] std::string money(CentsInterval amount) const;           ///< "€ 0 tot € 1.450"
  [[nodiscard]] std::string number(std::size_t number) const;            ///< "1.284", "1,284"
  [[nodiscard]] std::string decimal(double number) const;                ///< one digit at most: "7,5"

  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const noexcept { return all_; }

 private:
  explicit Texts(Language language);
  Language language_;
  std::map<std::string, std::string, std::less<>> all_;
};

}  // namespace leerwijzer
