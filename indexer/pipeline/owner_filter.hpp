// Of a file that one provider sends in, only its own offers: what names another provider is taken out, with a remark
// that says so.
#pragma once

#include "engine/domain/feed_record.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

class OwnerFilter {
 public:
  explicit OwnerFilter(Provider owner);

  /// Records come in the order of the feed: a provider is described before or with the offers that refer to it.
  void admit(FeedRecord& record);

  /// Offers that were taken out.
  [[nodiscard]] std::int64_t refused() const noexcept { return refused_; }

 private:
  [[nodiscard]] bool is_owner(const Provider& provider) const;
  [[nodiscard]] bool is_owner(const std::string& key) const;
  void refuse(FeedRecord& record, const std::string& named);

  Provider owner_;
  std::vector<std::string> keys_;                ///< of the owner, as party_keys gives them
  std::unordered_map<std::string, bool> known_;  ///< by key in the feed: is it the owner?
  std::int64_t refused_ = 0;
};

}  // namespace leerwijzer
