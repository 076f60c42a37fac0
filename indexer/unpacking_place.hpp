// A place of which packed documents are read as if they were not packed: a gzip is its one document, a zip with one
// document is that document, any other zip is a folder. Told by the first bytes, never by a name.
#pragma once

#include "indexer/feed_place.hpp"
#include "indexer/reading/packing.hpp"

#include <memory>

namespace leerwijzer {

/// Over a file, a folder or an address; of an address the document itself is asked for at once, and kept for whoever
/// reads it first. Fails as ZipFolder::open does for a zip that cannot be read. local_place() has it built in.
[[nodiscard]] Result<std::unique_ptr<FeedPlace>> unpacking_place(std::unique_ptr<FeedPlace> inner,
                                                                 const UnpackLimits& limits = {});

}  // namespace leerwijzer
