// What an institution fills in about an offer, as it was typed, and the draft that this is. The form knows the fields
// that people fill in; what else a draft says stays as it was. A draft is checked by its own reader and nowhere else.
#pragma once

#include "api/http/problem.hpp"
#include "api/web/texts.hpp"
#include "api/wire/draft_wire.hpp"
#include "engine/taxonomy/taxonomy.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Values by the name of their field; rows have a number behind the name ("leerdoel-0").
struct OfferForm {
  std::map<std::string, std::vector<std::string>, std::less<>> values{};

  /// The first value, trimmed; empty when there is none.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name, std::string_view value) const;
  /// One more than the highest number behind `stem` and a dash.
  [[nodiscard]] std::size_t rows(std::string_view stem) const;
  void set(std::string name, std::string value);
};

/// "leerdoel-3"
[[nodiscard]] std::string row_name(std::string_view stem, std::size_t row);

inline constexpr std::size_t k_most_rows = 100;

/// Throws InvalidInput for text that is no form, or has more rows than k_most_rows.
[[nodiscard]] OfferForm read_offer_form(std::string_view body);

/// The form as it is filled in for a draft.
[[nodiscard]] OfferForm form_of(const OfferDraft& draft, const Taxonomy& taxonomy);

/// The draft that a form makes of `base`.
struct FormDraft {
  OfferDraft draft{};                ///< without what has a fault
  std::vector<FieldError> faults{};  ///< field: id of the input; what: in the language of the page, or Dutch
  /// Ids of inputs by JSON pointer into the draft.
  std::map<std::string, std::string, std::less<>> fields{};

  /// The input that a pointer is about: its own, or of what it lies in; empty where the form has none.
  [[nodiscard]] std::string field_of(std::string_view pointer) const;
};
[[nodiscard]] FormDraft draft_of(const OfferForm& form, const OfferDraft& base, const Taxonomy& taxonomy,
                                 const Texts& texts);

/// Fields that two forms fill in differently, by their names.
[[nodiscard]] std::vector<std::string> differences(const OfferForm& one, const OfferForm& other);

// The fields that are in the form, with their place in the draft.
struct FormField {
  std::string_view name;
  std::string_view key;
};
[[nodiscard]] std::span<const FormField> form_texts() noexcept;
[[nodiscard]] std::span<const FormField> form_choices() noexcept;
[[nodiscard]] std::span<const FormField> form_lines() noexcept;
[[nodiscard]] std::span<const FormField> form_numbers() noexcept;
[[nodiscard]] std::span<const FormField> form_lists() noexcept;

/// A text of a draft as somebody types it: paragraphs without their tags, where it has no other tags.
[[nodiscard]] std::string typed_text(std::string_view html);
/// The other way: paragraphs of what was typed; what has tags stays as it is.
[[nodiscard]] std::string html_of_typed(std::string_view typed);

}  // namespace leerwijzer
