// The real endpoints over parts in memory: the shipped taxonomy, regions and schemes, a small index in
// a temporary folder, and a catalogue that is a list.
#pragma once

#include "api/application.hpp"
#include "api/services.hpp"
#include "tests/support/regions.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/search_offers.hpp"
#include "tests/support/taxonomy.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline const Date k_sample_today = day(2026, 11, 21);

class ListedCatalogue : public Catalogue {
 public:
  explicit ListedCatalogue(std::vector<Offer> offers) : offers_(std::move(offers)) {}

  std::optional<Offer> offer(OfferId id) override {
    fail_when_away();
    const auto found = std::find_if(offers_.begin(), offers_.end(), [&](const Offer& one) { return one.id == id; });
    return found == offers_.end() ? std::nullopt : std::optional<Offer>(*found);
  }
  std::optional<TracedOffer> traced_offer(OfferId id) override {
    const auto found = offer(id);
    if (!found) return {};
    const std::vector<OfferMember> members = {{*found, "sample", 50, false}};
    return TracedOffer{show_offer(members, id), {{id, "sample", "csv", false, found->key, "2026-11-20T04:00:00Z"}}};
  }
  std::optional<Provider> provider(ProviderId id) override {
    fail_when_away();
    Provider provider;
    provider.id = id;
    provider.name = "ROC Voorbeeld";
    provider.url = "https://roc.example";
    return provider;
  }
  Result<void> check() override {
    if (away) return Error{ErrorCode::unavailable, "The database does not answer.", "Try again later.", ""};
    return k_ok;
  }

  std::atomic<bool> away{false};

 private:
  void fail_when_away() const {
    if (away)
      throw ErrorException({ErrorCode::unavailable, "The database does not answer.", "Try again later.", "offer"});
  }
  std::vector<Offer> offers_;
};

/// Offer 1 teaches half of what a verzorgende must know, with a price, a date and a place; 2 is online
/// and says little; 3 is about welding.
inline std::vector<Offer> sample_offers(const Taxonomy& taxonomy) {
  const OccupationId verzorgende = taxonomy.resolve_occupations("verzorgende", 1).at(0).id;
  Offer care = bare_offer(1, "Verzorgende IG, verkort traject");
  care.sector = "zorg-welzijn";
  care.level = {NlqfLevel::level_3, LevelBasis::stated};
  care.modes = {DeliveryMode::on_site};
  care.languages = {"nl"};
  care.costs = {price_of(145'000)};
  care.texts.push_back({TextField::description, "nl", "<p>Leer <b>zorgen</b> voor ouderen</p>"});
  care.runs = {run_from(day(2027, 2, 8))};
  care.runs[0].dayparts = {Daypart::evening};
  care.locations = {place_at("Utrecht", {52.09, 5.11})};
  const auto required = taxonomy.required_skills(verzorgende);
  for (std::size_t i = 0; i < required.size(); i += 2) {
    care.outcomes.push_back({std::string(taxonomy.label(required[i].skill)), "nl", required[i].skill, 1.0});
  }
  Offer online = bare_offer(2, "Omgaan met dementie, online");
  online.sector = "zorg-welzijn";
  online.modes = {DeliveryMode::online};
  Offer welding = bare_offer(3, "Lasopleiding MIG/MAG");
  welding.sector = "techniek";
  welding.costs = {price_of(0)};
  welding.locations = {place_at("Amersfoort", {52.15, 5.39})};
  return {care, online, welding};
}

/// One for the whole test program: nothing in it changes but `away` and `draining`.
struct SampleServices {
  TemporaryFolder folder;
  SnapshotHolder snapshots;
  std::unique_ptr<ListedCatalogue> catalogue;
  std::unique_ptr<SearchIndex> index;
  std::atomic<bool> draining{false};
  Services services;

  SampleServices() {
    Taxonomy taxonomy = read_shipped_taxonomy();
    const std::vector<Offer> offers = sample_offers(taxonomy);
    write_index(folder.path() / "index", offers);
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path() / "index", 2}).value());
    catalogue = std::make_unique<ListedCatalogue>(offers);
    snapshots.set(std::make_shared<const Snapshot>(Snapshot{std::move(taxonomy), read_shipped_geography(),
                                                            FundingRules::compile(read_scheme_files()).value(), true}));
    services.snapshots = &snapshots;
    services.index = index.get();
    services.catalogue = catalogue.get();
    services.today = [] { return k_sample_today; };
    services.vitals = [this] { return Vitals{draining, 0, 2, 1}; };
    services.allow_today = false;
  }

  static SampleServices& instance() {
    static SampleServices one;
    return one;
  }
};

/// The application on a free port, for one test.
class SampleServer {
 public:
  SampleServer()
      : application_({}, SampleServices::instance().services, endpoints()), running_(application_, any_port()) {}
  [[nodiscard]] RunningServer& operator*() noexcept { return running_; }
  [[nodiscard]] RunningServer* operator->() noexcept { return &running_; }

 private:
  Application application_;
  RunningServer running_;
};

}  // namespace leerwijzer::testing
