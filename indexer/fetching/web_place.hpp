// A feed at a web address.
#pragma once

#include "indexer/feed_place.hpp"
#include "indexer/fetching/http_fetcher.hpp"

#include <memory>
#include <string>
#include <vector>

namespace leerwijzer {

/// `headers` (credentials, routing) go to the origin of `url` and to no other. The fetcher must outlive the place.
[[nodiscard]] std::unique_ptr<FeedPlace> web_place(std::string url, std::vector<std::string> headers,
                                                   HttpFetcher& fetcher);

/// Is this text an http or https address?
[[nodiscard]] bool is_web_address(std::string_view text) noexcept;

/// Header lines for a source: from the variable LEERWIJZER_CREDENTIALS_<NAME> (letters in capitals, all else an
/// underscore), else from the file <folder>/<name>. Each line is a header ("X-Route: endpoint=x"), or
/// "basic USER:PASSWORD", or "bearer TOKEN". No credentials: an empty list. Fails with invalid_input for
/// another line, never quoting it.
[[nodiscard]] Result<std::vector<std::string>> credentials_of(const std::string& source_name,
                                                              const std::string& folder);

}  // namespace leerwijzer
