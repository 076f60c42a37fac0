// What kind of work a request is, by what it may keep waiting: under load the cheap goes first, and the dear never
// takes every thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leerwijzer {

enum class Work : std::uint8_t {
  quick,  ///< suggestions and searches that are kept: one thread is for these alone
  usual,  ///< whatever else may wait for the index or the database
  dear    ///< composes or compares: half of the threads at most
};

inline constexpr std::size_t k_kinds_of_work = 3;
inline constexpr std::array<std::string_view, k_kinds_of_work> k_names_of_work = {"quick", "usual", "dear"};

}  // namespace leerwijzer
