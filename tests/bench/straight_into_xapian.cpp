// What ingesting is measured beside: the same feed, read by the same reader, written straight into a Xapian
// database of its own. No PostgreSQL, no content hash, no change log, no spelling.
//   straight_into_xapian same CATALOGUE.csv FOLDER   the very documents that the index holds
//   straight_into_xapian lean CATALOGUE.csv FOLDER   title and description through Xapian's TermGenerator
//   straight_into_xapian read CATALOGUE.csv          reading only
#include "indexer/feed_format.hpp"
#include "indexer/importing/reference_files.hpp"
#include "indexer/pipeline/enrichment.hpp"

#include "engine/search/document.hpp"
#include "tests/bench/raw_xapian.hpp"

#include <xapian.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leerwijzer::bench {
namespace {

using namespace std::chrono_literals;

/// What is done with an offer once it was read.
class OfferTarget {
 public:
  virtual ~OfferTarget() = default;
  virtual void add(Offer& offer) = 0;
  virtual void finish() = 0;
};

class Nowhere final : public OfferTarget {
 public:
  void add(Offer&) override {}
  void finish() override {}
};

/// Documents as the index makes them; the enrichment is part of what they hold.
class SameDocuments final : public OfferTarget {
 public:
  explicit SameDocuments(const std::string& folder) : database_(folder, Xapian::DB_CREATE_OR_OVERWRITE) {}

  void add(Offer& offer) override {
    enrichment_.enrich(offer);
    database_.replace_document(docid_of(offer.id), document_of(offer));
  }
  void finish() override { database_.commit(); }

 private:
  static Geography geography() {
    RegionFiles files = read_region_files("schema/regions").value();
    return Geography::build(std::move(files.regions), ReferralRules::stored(files.rules).value());
  }
  Enrichment enrichment_{Taxonomy::build({}, {}, {}, "none"), geography(), {}};
  Xapian::WritableDatabase database_;
};

class LeanDocuments final : public OfferTarget {
 public:
  explicit LeanDocuments(const std::string& folder) : xapian_(folder) {}
  void add(Offer& offer) override { xapian_.add(std::span(&offer, 1)); }
  void finish() override { xapian_.finish(); }

 private:
  RawXapian xapian_;
};

/// Gives ids to offers and providers as a database would.
class Numbering final : public FeedSink {
 public:
  explicit Numbering(OfferTarget& target) : target_(target) {}

  void record(FeedRecord record) override {
    if (record.provider)
      names_[record.provider_key] = {static_cast<std::int64_t>(names_.size()) + 1, record.provider->name};
    if (!record.offer) return;
    Offer& offer = *record.offer;
    offer.id = OfferId{++offers_};
    const auto& [id, name] = names_[record.provider_key];
    offer.provider = ProviderId{id};
    offer.provider_name = name;
    offer.content_hash = std::string(32, '0');
    target_.add(offer);
  }
  void diagnostic(Diagnostic) override {}
  [[nodiscard]] std::int64_t offers() const noexcept { return offers_; }

 private:
  OfferTarget& target_;
  std::int64_t offers_ = 0;
  std::unordered_map<std::string, std::pair<std::int64_t, std::string>> names_;
};

std::unique_ptr<OfferTarget> target_of(std::string_view kind, const std::string& folder) {
  if (kind == "same") return std::make_unique<SameDocuments>(folder);
  if (kind == "lean") return std::make_unique<LeanDocuments>(folder);
  if (kind == "read") return std::make_unique<Nowhere>();
  return nullptr;
}

int run(std::span<char*> words) {
  const auto target = words.size() < 3 ? nullptr : target_of(words[1], words.size() > 3 ? words[3] : "");
  if (!target) {
    std::cerr << "usage: straight_into_xapian same|lean CATALOGUE.csv FOLDER, or: read CATALOGUE.csv\n";
    return 2;
  }
  auto place = local_place(words[2]).value();
  FeedInput input{*place, "bench", Date{2026y / 11 / 1}, {}};
  Numbering sink(*target);
  const FeedEnd end = feed_format_named("csv").value()->read(input, sink).value();
  target->finish();
  std::cout << sink.offers() << " offers" << (end.complete ? "" : ", not complete") << '\n';
  return end.complete ? 0 : 1;
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int argc, char** argv) { return leerwijzer::bench::run({argv, static_cast<std::size_t>(argc)}); }
