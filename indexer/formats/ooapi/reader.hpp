// Where OOAPI objects come from: a folder of JSON files, one file, or a paged REST service. The two versions share
// all of it.
#pragma once

#include "indexer/feed_format.hpp"
#include "indexer/formats/ooapi/version.hpp"

namespace leerwijzer {

/// How sure it is that a place holds this version: 90 where objects of it are seen, 30 where they are of the other.
[[nodiscard]] int detect_ooapi(FeedPlace& place, OoapiVersion version);

[[nodiscard]] Result<FeedEnd> read_ooapi(FeedInput& input, FeedSink& sink, OoapiVersion version);

}  // namespace leerwijzer
