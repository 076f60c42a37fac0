// Raw Xapian beside which search is measured: title and description through its own TermGenerator
// and QueryParser with the Dutch stemmer, top 20 with data, no filters, facets or spelling.
#pragma once

#include "engine/domain/offer.hpp"

#include <memory>
#include <span>
#include <string>

namespace leerwijzer::bench {

class RawXapian {
 public:
  explicit RawXapian(const std::string& folder);
  ~RawXapian();
  RawXapian(const RawXapian&) = delete;
  RawXapian& operator=(const RawXapian&) = delete;

  void add(std::span<const Offer> offers);
  void finish();

  /// Number of results read, at most 20.
  [[nodiscard]] std::size_t search(const std::string& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer::bench
