// One table per enum gives both directions between a value and its stable name. A table is a
// specialisation of EnumNames<E> beside the enum.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace leerwijzer {

template <typename E>
struct EnumNames;  // specialised with: static constexpr auto names = std::to_array<EnumName<E>>({{...}, ...});

template <typename E>
using EnumName = std::pair<E, std::string_view>;

/// The stable name; an empty view for a value outside the table (a bug of ours).
template <typename E>
[[nodiscard]] constexpr std::string_view name_of(E value) noexcept {
  for (const auto& [entry, name] : EnumNames<E>::names) {
    if (entry == value) return name;
  }
  return {};
}

/// The value with that exact name, or nothing.
template <typename E>
[[nodiscard]] constexpr std::optional<E> value_of(std::string_view name) noexcept {
  for (const auto& [entry, text] : EnumNames<E>::names) {
    if (text == name) return entry;
  }
  return std::nullopt;
}

}  // namespace leerwijzer
