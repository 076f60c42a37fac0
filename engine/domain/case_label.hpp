// The label of a case is chosen by an advisor, and must not tell who the client is. What surely points at a person is
// refused; what looks like a name is stored with a warning, because "Zorg Utrecht" looks like one too.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"

#include <cstdint>
#include <string_view>

namespace leerwijzer {

enum class LabelFinding : std::uint8_t { none, name, bsn, email, phone, birth_date };
template <>
struct EnumNames<LabelFinding> {
  static constexpr auto names = std::to_array<EnumName<LabelFinding>>({
      {LabelFinding::none, "none"},
      {LabelFinding::name, "name"},
      {LabelFinding::bsn, "bsn"},
      {LabelFinding::email, "email"},
      {LabelFinding::phone, "phone"},
      {LabelFinding::birth_date, "birth-date"},
  });
};

/// The gravest finding. A date is one of birth when it lies 14 to 110 years before today.
[[nodiscard]] LabelFinding check_label(std::string_view label, Date today);

/// A name is only warned about.
[[nodiscard]] constexpr bool is_refused(LabelFinding finding) noexcept {
  return finding != LabelFinding::none && finding != LabelFinding::name;
}

/// For the advisor, in Dutch; empty for none.
[[nodiscard]] std::string_view words_of(LabelFinding finding) noexcept;

}  // namespace leerwijzer
