// Which OOAPI: v5 (programs, organizations) or OEAPI v6 (programmes, organisations); what a service calls its
// listings, and how the two are told apart by content.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace leerwijzer {

enum class OoapiVersion : std::uint8_t { v5, v6 };

struct OoapiListings {
  std::string_view organizations;
  std::string_view programs;
  std::string_view courses;
  std::string_view outcomes;           ///< empty: the version has none
  std::string_view program_offerings;  ///< after the path of one programme
  std::string_view course_offerings;
  std::string_view since;  ///< asks for offerings that began before today, too
};

[[nodiscard]] constexpr OoapiListings listings_of(OoapiVersion version) noexcept {
  if (version == OoapiVersion::v5)
    return {"/organizations", "/programs", "/courses", "", "/offerings", "/offerings", "&since=1900-01-01"};
  return {"/organisations",
          "/programmes",
          "/courses",
          "/learning-outcomes",
          "/programme-offerings",
          "/course-offerings",
          "&since=1900-01-01T00:00:00Z"};
}

/// Does a text hold an object of either version, or the envelope of the gateway?
[[nodiscard]] bool names_an_ooapi_object(std::string_view text);

/// The version by the names of members; v5 when nothing tells.
[[nodiscard]] OoapiVersion ooapi_version_of(std::string_view text);

}  // namespace leerwijzer
