#include "engine/search/xapian_boundary.hpp"

#include "engine/core/text.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace leerwijzer {
namespace {

struct Meaning {
  std::string_view type;  ///< name of Xapian's class
  ErrorCode code;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view k_rebuild = "run leerwijzer-indexer rebuild";

constexpr auto k_meanings = std::to_array<Meaning>({
    {"DatabaseLockError", ErrorCode::conflict, "another indexer is writing to the search index",
     "wait until it is done, or stop it"},
    {"DatabaseVersionError", ErrorCode::schema_mismatch, "the search index has the format of another version",
     k_rebuild},
    {"DatabaseOpeningError", ErrorCode::not_found, "there is no search index that can be opened", k_rebuild},
    {"DatabaseNotFoundError", ErrorCode::not_found, "there is no search index", k_rebuild},
    {"DatabaseCorruptError", ErrorCode::corrupt, "the search index is damaged", k_rebuild},
    {"SerialisationError", ErrorCode::corrupt, "a value in the search index is damaged", k_rebuild},
    {"RangeError", ErrorCode::corrupt, "a value in the search index is out of range", k_rebuild},
    {"DocNotFoundError", ErrorCode::not_found, "the offer is not in the search index", ""},
    {"DatabaseModifiedError", ErrorCode::unavailable, "the search index changed again and again while it was read",
     "try again in a moment"},
    {"DatabaseCreateError", ErrorCode::unavailable, "the search index cannot be made",
     "look at the folder and its permissions"},
    {"DatabaseError", ErrorCode::unavailable, "the search index cannot be used",
     "look at the disk and its permissions"},
});

bool is_disk_full(const Xapian::Error& error) {
  const char* reason = error.get_error_string();
  const std::string_view full = std::strerror(ENOSPC);
  return (reason != nullptr && full == reason) || contains(error.get_msg(), full);
}

}  // namespace

Error error_of(const Xapian::Error& error, std::string_view where) {
  const std::string& detail = error.get_msg();
  const std::string place(where);
  if (is_disk_full(error)) {
    return {ErrorCode::unavailable, "the disk that holds the search index is full: " + detail,
            "free space and try again", place};
  }
  for (const Meaning& meaning : k_meanings) {  // Xapian's errors have no virtual members, so the name tells the class
    if (meaning.type == error.get_type()) {
      return {meaning.code, std::string(meaning.what) + ": " + detail, std::string(meaning.hint), place};
    }
  }
  return {ErrorCode::internal, std::string("search: ") + error.get_type() + ": " + detail, "", place};
}

}  // namespace leerwijzer
