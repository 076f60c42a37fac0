// A place whose documents must not be web pages: a server that is out of order often answers with a page and status
// 200. A document that begins as HTML is refused, unless the format itself reads pages.
#pragma once

#include "indexer/feed_format.hpp"

#include <optional>

namespace leerwijzer {

class PageGuard final : public FeedPlace {
 public:
  /// Both must outlive this.
  PageGuard(FeedPlace& place, const FeedFormat& format) : place_(place), format_(format) {}

  [[nodiscard]] PlaceKind kind() const noexcept override { return place_.kind(); }
  [[nodiscard]] const std::string& location() const noexcept override { return place_.location(); }
  [[nodiscard]] std::vector<std::string> names() const override { return place_.names(); }
  [[nodiscard]] std::string resolve(std::string_view name, std::string_view from) const override {
    return place_.resolve(name, from);
  }

  /// Also fails with unsupported for a web page.
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open(std::string_view name, std::string_view from = {}) override;
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open_below(std::string_view path) override;
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> ask_below(std::string_view path,
                                                              std::string_view question) override;

  /// Was a page met where a feed should be?
  [[nodiscard]] bool met_page() const noexcept { return met_page_; }

 private:
  Result<std::unique_ptr<ByteStream>> checked(Result<std::unique_ptr<ByteStream>> opened, std::string_view name);
  [[nodiscard]] bool format_reads_pages();

  FeedPlace& place_;
  const FeedFormat& format_;
  std::optional<bool> reads_pages_;
  bool met_page_ = false;
};

/// Does a text begin as a web page does: a doctype or an html element, after white space, comments and a mark of
/// the encoding?
[[nodiscard]] bool begins_as_web_page(std::string_view head);

}  // namespace leerwijzer
