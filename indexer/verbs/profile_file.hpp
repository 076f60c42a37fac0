// The mapping profile in a file, as verbs take it with --profile.
#pragma once

#include "indexer/formats/mapped/profile.hpp"
#include "indexer/reading/byte_stream.hpp"

#include "engine/core/error.hpp"

#include <string>

namespace leerwijzer {

/// The text of a profile that is right. Throws ErrorException that names the file and the place in it.
[[nodiscard]] inline std::string profile_in(const std::string& file) {
  constexpr std::size_t k_largest_profile = 1U << 20U;
  const auto named = [](const Error& error, const std::string& where) {
    return ErrorException({error.code, error.what, error.hint, "--profile " + where});
  };
  auto stream = stream_of_file(file);
  if (!stream) throw named(stream.error(), file);
  auto text = read_all(**stream, k_largest_profile);
  if (!text) throw named(text.error(), file);
  if (const auto profile = parse_mapping_profile(*text); !profile)
    throw named(profile.error(), file + ", " + profile.error().where);
  return *text;
}

}  // namespace leerwijzer
