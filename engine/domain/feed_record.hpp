// What a reader hands over for each record of a feed: the record as delivered, what it was read
// into, and what was wrong with it. A record that could not be read still comes, with its
// diagnostics and without an offer, so that nothing is dropped silently.
#pragma once

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct FeedRecord {
  RawRecord raw;
  std::optional<Provider> provider;  ///< a party that this record describes or names
  std::optional<Offer> offer;        ///< id, source, provider and content_hash are filled by the store
  std::string provider_key;          ///< key of the provider of `offer`; it came earlier or in `provider`
  std::vector<Diagnostic> diagnostics;
};

/// How reading a feed ended.
struct FeedEnd {
  bool complete = false;    ///< every page and every record was seen; only then may absence delete
  std::string reason;       ///< why not, where it is not
  std::string checksum;     ///< digest of all that was read, in order
  bool unreadable = false;  ///< what came was no feed, or nearly all of it could not be read: a person has to look
};

}  // namespace leerwijzer
