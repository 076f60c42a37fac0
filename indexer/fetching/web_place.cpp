#include "indexer/fetching/web_place.hpp"

#include "indexer/fetching/spooled_body.hpp"

#include "engine/core/text.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace leerwijzer {
namespace {

class WebPlace final : public FeedPlace {
 public:
  WebPlace(std::string url, WebOptions options, HttpFetcher& fetcher, WebVisit* visit)
      : url_(std::move(url)),
        options_(std::move(options)),
        fetcher_(fetcher),
        visit_(visit != nullptr ? *visit : own_visit_),
        host_(host_of_url(url_)) {
    for (std::string& host : options_.private_hosts) host = to_lower_ascii(host);
  }

  PlaceKind kind() const noexcept override { return PlaceKind::web; }
  const std::string& location() const noexcept override { return url_; }
  std::vector<std::string> names() const override { return {}; }

  Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from) override {
    const std::string url = name.empty() ? url_ : resolve(name, from);
    return url == url_ ? own_document() : fetch(url);
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

  Result<std::unique_ptr<ByteStream>> own_document() {
    if (own_) return SpooledBody::open(own_);
    if (own_failure_) return *own_failure_;
    std::vector<std::string> conditions;
    if (!visit_.known_etag.empty()) conditions.push_back("If-None-Match: " + visit_.known_etag);
    if (!visit_.known_last_modified.empty()) conditions.push_back("If-Modified-Since: " + visit_.known_last_modified);
    auto response = get(url_, std::move(conditions));
    if (!response) {
      own_failure_ = response.error();
      return response.error();
    }
    if (response->status == 304 && visit_.conditional()) {
      visit_.unchanged = true;
      return Error{ErrorCode::unavailable, "The document did not change", "", url_};
    }
    if (response->status == 200) {
      own_ = response->spooled;
      visit_.etag = response->etag;
      visit_.last_modified = response->last_modified;
    }
    return body_of(std::move(*response), url_);
  }

  Result<std::unique_ptr<ByteStream>> fetch(const std::string& url, std::string question = {}) {
    auto response = get(url, {}, std::move(question));
    if (!response) return response.error();
    return body_of(std::move(*response), url);
  }

  Result<HttpResponse> get(const std::string& url, std::vector<std::string> conditions, std::string question = {}) {
    HttpRequest request;
    request.url = url;
    if (same_origin(url, url_)) request.headers = options_.headers;
    // A name may come to point elsewhere, so only the operator's own word makes it one of the private network.
    if (names_a_machine(host_)) request.trusted_host = host_;
    request.private_hosts = options_.private_hosts;
    request.conditions = std::move(conditions);
    request.question = std::move(question);
    return fetcher_.get(request);
  }

  Result<std::unique_ptr<ByteStream>> body_of(HttpResponse response, const std::string& url) {
    const int status = response.status;
    if (status == 200) {
      ++visit_.documents;
      if (response.spooled) visit_.bytes += static_cast<std::int64_t>(response.spooled->size());
      return std::move(response.body);
    }
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
  WebOptions options_;
  HttpFetcher& fetcher_;
  WebVisit own_visit_;
  WebVisit& visit_;
  std::string host_;
  std::shared_ptr<const SpooledBody> own_;
  std::optional<Error> own_failure_;  // after all attempts: a second reader need not wait for them again
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

/// Empty where there is none.
std::filesystem::path credentials_file(const std::string& source_name, const std::string& folder) {
  if (folder.empty() || source_name.find('/') != std::string::npos) return {};
  std::error_code error;
  const auto file = std::filesystem::path(folder) / source_name;
  return std::filesystem::is_regular_file(file, error) ? file : std::filesystem::path{};
}

}  // namespace

std::unique_ptr<FeedPlace> web_place(std::string url, WebOptions options, HttpFetcher& fetcher, WebVisit& visit) {
  return std::make_unique<WebPlace>(std::move(url), std::move(options), fetcher, &visit);
}

std::unique_ptr<FeedPlace> web_place(std::string url, std::vector<std::string> headers, HttpFetcher& fetcher) {
  return std::make_unique<WebPlace>(std::move(url), WebOptions{std::move(headers), {}}, fetcher, nullptr);
}

std::string credentials_warning(const std::string& source_name, const std::string& folder) {
  const auto file = credentials_file(source_name, folder);
  if (file.empty() || std::getenv(variable_of(source_name).c_str()) != nullptr) return {};
  std::error_code error;
  const auto rights = std::filesystem::status(file, error).permissions();
  using std::filesystem::perms;
  if (error || (rights & perms::others_read) == perms::none) return {};
  return "Others can read the credentials in " + file.string() + ". Take that away with: chmod 600 " + file.string();
}

Result<std::vector<std::string>> credentials_of(const std::string& source_name, const std::string& folder) {
  std::string text;
  std::string where = variable_of(source_name);
  if (const char* value = std::getenv(where.c_str()); value != nullptr) {
    text = value;
  } else if (const auto file = credentials_file(source_name, folder); !file.empty()) {
    where = file.string();
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
