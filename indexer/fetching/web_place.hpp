// A feed at a web address.
#pragma once

#include "indexer/feed_place.hpp"
#include "indexer/fetching/http_fetcher.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer {

/// What a visit to a web feed knew beforehand, and what it found. Only a feed that is one document can be asked
/// whether it changed: the 304 of a page says nothing of the other pages, and without the body of a page the next
/// one is not known.
struct WebVisit {
  std::string known_etag;           ///< of the place's own document at the last complete fetch; may be empty
  std::string known_last_modified;  ///< likewise
  bool unchanged = false;           ///< the answer to these was 304: there is nothing to read
  std::string etag;                 ///< of the place's own document as it was read now
  std::string last_modified;
  int documents = 0;       ///< answers with a document; the place's own counts once, however often it is read
  std::int64_t bytes = 0;  ///< of those, unpacked

  [[nodiscard]] bool conditional() const noexcept { return !known_etag.empty() || !known_last_modified.empty(); }
};

struct WebOptions {
  std::vector<std::string> headers;        ///< credentials, routing: for the origin of the address and no other
  std::vector<std::string> private_hosts;  ///< may be inside a private network, beside an address in numbers itself
};

/// The place's own document is fetched once, however often it is opened. The fetcher and the visit must outlive it.
[[nodiscard]] std::unique_ptr<FeedPlace> web_place(std::string url, WebOptions options, HttpFetcher& fetcher,
                                                   WebVisit& visit);

/// As above, for who does not ask what the visit found.
[[nodiscard]] std::unique_ptr<FeedPlace> web_place(std::string url, std::vector<std::string> headers,
                                                   HttpFetcher& fetcher);

/// Header lines for a source: from the variable LEERWIJZER_CREDENTIALS_<NAME> (letters in capitals, all else an
/// underscore), else from the file <folder>/<name>. Each line is a header ("Ocp-Apim-Subscription-Key: X",
/// "X-Route: endpoint=x"), or "basic USER:PASSWORD", or "bearer TOKEN". No credentials: an empty list. Fails with
/// invalid_input for another line, never quoting it.
[[nodiscard]] Result<std::vector<std::string>> credentials_of(const std::string& source_name,
                                                              const std::string& folder);

/// A sentence for the operator when others can read the file with the credentials of a source; else empty.
[[nodiscard]] std::string credentials_warning(const std::string& source_name, const std::string& folder);

}  // namespace leerwijzer
