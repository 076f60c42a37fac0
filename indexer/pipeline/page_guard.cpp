#include "indexer/pipeline/page_guard.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_head = 1024;

/// Gives the bytes that were looked at, then the rest.
class ResumedStream final : public ByteStream {
 public:
  ResumedStream(std::string head, std::unique_ptr<ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}

  Result<std::size_t> read(std::span<char> into) override {
    if (at_ == head_.size()) return rest_->read(into);
    const std::size_t count = std::min(into.size(), head_.size() - at_);
    std::copy_n(head_.data() + at_, count, into.data());
    at_ += count;
    return count;
  }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteStream> rest_;
};

/// At most k_head bytes; a stream that fails is met again by whoever reads on.
Result<std::string> head_of_stream(ByteStream& stream) {
  std::string head(k_head, '\0');
  std::size_t filled = 0;
  while (filled < head.size()) {
    const auto count = stream.read(std::span(head).subspan(filled));
    if (!count) return count.error();
    if (*count == 0) break;
    filled += *count;
  }
  head.resize(filled);
  return head;
}

}  // namespace

bool begins_as_web_page(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (head = trim(head); head.starts_with("<!--"); head = trim(head)) {
    const std::size_t end = head.find("-->");
    if (end == std::string_view::npos) return false;
    head.remove_prefix(end + 3);
  }
  const std::string lower = to_lower_ascii(head.substr(0, 40));
  return lower.starts_with("<!doctype html") || lower.starts_with("<html");
}

Result<std::unique_ptr<ByteStream>> PageGuard::open(std::string_view name, std::string_view from) {
  return checked(place_.open(name, from), name);
}

Result<std::unique_ptr<ByteStream>> PageGuard::open_below(std::string_view path) {
  return checked(place_.open_below(path), path);
}

Result<std::unique_ptr<ByteStream>> PageGuard::ask_below(std::string_view path, std::string_view question) {
  return checked(place_.ask_below(path, question), path);
}

Result<std::unique_ptr<ByteStream>> PageGuard::checked(Result<std::unique_ptr<ByteStream>> opened,
                                                       std::string_view name) {
  if (!opened) return opened;
  auto head = head_of_stream(**opened);
  if (!head) return head.error();
  if (begins_as_web_page(*head) && !format_reads_pages()) {
    met_page_ = true;
    return Error{ErrorCode::unsupported, "A web page came where a feed was expected",
                 "The server may be out of order, or the address may be that of a page for people. Look at it in a "
                 "browser and give the address of the feed.",
                 name.empty() ? place_.location() : std::string(name)};
  }
  return std::unique_ptr<ByteStream>(std::make_unique<ResumedStream>(std::move(*head), std::move(*opened)));
}

bool PageGuard::format_reads_pages() {
  if (!reads_pages_) reads_pages_ = format_.detect(place_) > 0;
  return *reads_pages_;
}

}  // namespace leerwijzer
