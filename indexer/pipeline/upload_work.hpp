// Files that providers sent in: read with the real readers, once to tell what would happen and once more when the
// provider agreed. What is read is bounded as a feed is, before and after unpacking.
#pragma once

#include "indexer/workspace.hpp"

#include <functional>

namespace leerwijzer {

/// Does the next task; false when there is none. What is wrong with a file is told to its provider; throws
/// ErrorException when the database fails or `stopped` says so, and the task is then tried again, three times in all.
/// One at a time for a database: whoever calls holds the watcher's lock.
bool work_on_upload(Workspace& workspace, Enrichment& enrichment, const std::function<bool()>& stopped);

}  // namespace leerwijzer
