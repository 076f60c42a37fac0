// A mapping profile: how a feed with field names of its own is read as the columns of CSV. Written by an operator as
// JSON; schema/profiles/README.md teaches how.
#pragma once

#include "engine/core/error.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Where the value of a column comes from.
struct FieldSource {
  std::vector<std::string> from;  ///< names as the profile has them: a member, a column, or a path ("/a/b/*/c")
  std::string join = " ";         ///< between the values of several names
  std::string constant;           ///< the value itself, where nothing is named in `from`
  std::map<std::string, std::string> values;  ///< words of the feed (folded) to words of ours
  bool only_known = false;                    ///< a word that is not in `values` is left out
  std::string otherwise;                      ///< the value when there is none
  std::string language;                       ///< of the text; empty: that of the offer
  bool list = false;                          ///< a text with lines or bullets, each of which is an item
};

struct MappedColumn {
  std::string column;                ///< canonical
  std::vector<FieldSource> sources;  ///< more than one: the same text in several languages
};

struct MappingProfile {
  bool json = true;                  ///< else CSV
  std::vector<std::string> records;  ///< path to the records in a JSON document; empty: the document
  std::vector<MappedColumn> columns;
};

/// Strict: fails with invalid_input that names the place ("/fields/price/values") for anything that is not understood.
[[nodiscard]] Result<MappingProfile> parse_mapping_profile(std::string_view text);

/// "/a/b~1c" as names; a text without a leading slash is one name.
[[nodiscard]] std::vector<std::string> names_on_path(std::string_view path);

}  // namespace leerwijzer
