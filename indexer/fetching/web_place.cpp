#include "indexer/fetching/web_place.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace leerwijzer {
namespace {

class WebPlace final : public FeedPlace {
 public:
  WebPlace(std::string url, std::vector<std::string> headers, HttpFetcher& fetcher)
      : url_(std::move(url)), headers_(std::move(headers)), fetcher_(fetcher), host_(host_of_url(url_)) {}

  PlaceKind kind() const noexcept override { return PlaceKind::web; }
  const std::string& location() const noexcept override { return url_; }
  std::vector<std::string> names() const override { return {}; }

  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from) override {
    return fetch(name.empty() ? url_ : resolve(name, from));
  }

  Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override { return fetch(below(path)); }

  Result<std::unique_ptr<ByteStream>> ask_below(std::string_view path, std::string_view question) override {
    return fetch(below(path), std::string(question));
  }

  std::string resolve(std::string_view name, std::string_view from) const override {
    if (name.empty()) return url_;
    const std::string resolved = resolve_url(from.empty() ? url_ : std::string(from), std::string(name));
    return resolved.empty() ? std::string(name) : resolved;
  }

 private:
  [[nodiscard]] std::string below(std::string_view path) const {
    const std::size_t query = url_.find('?');
    std::string url = url_.substr(0, query);
    while (url.ends_with('/')) url.pop_back();
    url += path;
    if (query != std::string::npos)
      url += (path.find('?') == std::string_view::npos ? "?" : "&") + url_.substr(query + 1);
    return url;
  }

  Result<std::unique_ptr<ByteStream>> fetch(const std::string& url, std::string question = {}) {
    HttpRequest request{url, same_origin(url, url_) ? headers_ : std::vector<std::string>{}, host_,
                        std::move(question)};
    auto response = fetcher_.get(request);
    if (!response) return response.error();
    const int status = response->status;
    if (status == 200) return std::move(response->body);
    const std::string what = "The address answered " + std::to_string(status);
    if (status == 404 || status == 410)
      return Error{ErrorCode::not_found, what + ": there is nothing there", "Check the address.", url};
    if (status == 401 || status == 403) {
      return Error{ErrorCode::permission_denied, what + ": it wants other credentials",
                   "Check the credentials of this source.", url};
    }
    return Error{ErrorCode::unavailable, what, "Try again later, or ask the provider.", url};
  }

  std::string url_;
  std::vector<std::string> headers_;
  HttpFetcher& fetcher_;
  std::string host_;
};

std::string base64(std::string_view text) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
    };
    const unsigned bits = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
    out += k_letters[bits >> 18U];
    out += k_letters[(bits >> 12U) & 63U];
    out += i + 1 < text.size() ? k_letters[(bits >> 6U) & 63U] : '=';
    out += i + 2 < text.size() ? k_letters[bits & 63U] : '=';
  }
  return out;
}

std::string variable_of(const std::string& source_name) {
  std::string variable = "LEERWIJZER_CREDENTIALS_";
  for (char c : source_name) {
    const bool letter = (c >= 'a' && c <= 'z');
    const bool kept = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    variable += letter ? static_cast<char>(c - 'a' + 'A') : kept ? c : '_';
  }
  return variable;
}

}  // namespace

std::unique_ptr<FeedPlace> web_place(std::string url, std::vector<std::string> headers, HttpFetcher& fetcher) {
  return std::make_unique<WebPlace>(std::move(url), std::move(headers), fetcher);
}

bool is_web_address(std::string_view text) noexcept {
  return text.starts_with("http://") || text.starts_with("https://");
}

Result<std::vector<std::string>> credentials_of(const std::string& source_name, const std::string& folder) {
  std::string text;
  std::string where = variable_of(source_name);
  if (const char* value = std::getenv(where.c_str()); value != nullptr) {
    text = value;
  } else if (!folder.empty() && source_name.find('/') == std::string::npos &&
             std::filesystem::exists(std::filesystem::path(folder) / source_name)) {
    where = (std::filesystem::path(folder) / source_name).string();
    auto stream = stream_of_file(where);
    if (!stream) return stream.error();
    auto read = read_all(**stream, 64U * 1024U);
    if (!read) return read.error();
    text = *read;
  }
  std::vector<std::string> headers;
  for (const std::string& line : split_trimmed(text, '\n')) {
    if (line.starts_with("basic ")) {
      headers.push_back("Authorization: Basic " + base64(trim(std::string_view(line).substr(6))));
    } else if (line.starts_with("bearer ")) {
      headers.push_back("Authorization: Bearer " + std::string(trim(std::string_view(line).substr(7))));
    } else if (line.find(':') != std::string::npos && line.find(':') > 0) {
      headers.push_back(line);
    } else {
      return Error{ErrorCode::invalid_input, "A line of the credentials is not understood",
                   "Write \"basic USER:PASSWORD\", \"bearer TOKEN\" or a header.", where};
    }
  }
  return headers;
}

}  // namespace leerwijzer
