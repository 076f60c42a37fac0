#include "indexer/fetching/pause.hpp"

#include "engine/core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace leerwijzer {

std::chrono::milliseconds pause_after(int failures, std::chrono::milliseconds first, std::chrono::milliseconds longest,
                                      double random) noexcept {
  std::chrono::milliseconds whole = std::min(first, longest);
  for (int i = 1; i < failures && whole < longest; ++i) whole = std::min(whole * 2, longest);
  const double share = 1.0 - std::clamp(random, 0.0, 1.0) / 2;
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(whole.count()) * share));
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, std::chrono::sys_seconds now) {
  const std::string bare(trim(text));
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(bare.data(), bare.data() + bare.size(), seconds);
  if (error == std::errc{} && end == bare.data() + bare.size() && seconds >= 0) return std::chrono::seconds(seconds);
  const std::int64_t moment = curl_getdate(bare.c_str(), nullptr);
  if (bare.empty() || moment < 0) return std::nullopt;
  return std::max(std::chrono::seconds(moment) - now.time_since_epoch(), std::chrono::seconds(0));
}

}  // namespace leerwijzer
