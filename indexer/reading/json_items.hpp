// Records of a JSON document one by one, never the document as a whole. Understands a bare array, a
// page envelope with "items" (or lists of other names), the gateway envelope ({"gateway", "responses": {"<endpoint>":
// ...}}) and a single object.
#pragma once

#include "indexer/reading/byte_stream.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// One record as text; the text is valid UTF-8 but not checked JSON.
struct JsonItem {
  std::string text;
  bool too_large = false;     ///< cut off at the limit: it will not parse
  bool invalid_utf8 = false;  ///< bytes were replaced by U+FFFD
  std::string list{};         ///< the list of the envelope that it stands in; empty: a bare array or one object
};

/// How a document ended.
struct JsonDocumentEnd {
  bool whole = false;  ///< the last bracket was there
  std::string reason;  ///< why not
  bool page = false;   ///< it was an envelope with items
  std::size_t items = 0;
  std::map<std::string, std::string> envelope;  ///< scalar members beside the items, as JSON text
};

/// Calls `visit` for each record; `lists` are the members whose elements are records. Fails only when the stream
/// fails; a truncated document is an end that is not whole.
[[nodiscard]] Result<JsonDocumentEnd> read_json_items(ByteStream& stream, std::size_t item_limit,
                                                      const std::function<void(JsonItem)>& visit,
                                                      const std::vector<std::string_view>& lists = {"items"});

/// As read_json_items, for the list (or the one object) at a path of member names; "*" is every element of a list or
/// every member of an object. A path that leads nowhere is an end that is not whole.
[[nodiscard]] Result<JsonDocumentEnd> read_json_items_at(ByteStream& stream, const std::vector<std::string>& path,
                                                         std::size_t item_limit,
                                                         const std::function<void(JsonItem)>& visit);

}  // namespace leerwijzer
