// The real endpoints over parts in memory: the shipped taxonomy, regions and schemes, a small index in
// a temporary folder, and a catalogue that is a list.
#pragma once

#include "api/application.hpp"
#include "api/services.hpp"
#include "engine/core/sealing.hpp"
#include "engine/store/referral_store.hpp"
#include "report/report_builder.hpp"
#include "report/stored_report.hpp"
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
  /// One provider: 1, of all the offers.
  ProviderPage providers(const std::string& words, int offset, int) override {
    fail_when_away();
    if (std::string("ROC Voorbeeld").find(words) == std::string::npos) return {};
    const ProviderEntry entry{ProviderId{1}, "ROC Voorbeeld", "mbo", "voorbeeld",
                              static_cast<std::int64_t>(offers_.size())};
    return {offset == 0 ? std::vector{entry} : std::vector<ProviderEntry>{}, 1};
  }
  std::optional<PublishingReport> report(ProviderId id, const StoredReportOptions& options) override {
    fail_when_away();
    if (id.value != 1) return std::nullopt;
    ReportOptions how;
    how.today = options.today;
    how.page = options.page;
    how.page_size = options.page_size;
    ReportBuilder builder(how);
    for (const Offer& one : offers_) builder.add(one);
    builder.add(
        Diagnostic{Severity::error, "feed-incomplete", "", "https://secret.example/feed", "The server said no."});
    builder.add(Diagnostic{Severity::warning, "bad-postcode", "offer-2", "postcode", "\"<b>35\" is not a postcode."});
    PublishingReport report = builder.finish(options.index != nullptr ? probe_of(*options.index) : RankProbe{});
    report.name = "ROC Voorbeeld & <Zonen>";
    report.market = "al het aanbod";
    ReportSource source;
    source.name = "voorbeeld";
    source.location = "https://secret.example/feed";
    report.sources.push_back(source);
    return report;
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

/// Referrals in memory, for one desk without a key and all others with one.
class ListedReferrals : public ReferralDesks {
 public:
  const KeyPair keys = make_key_pair();
  std::vector<NewReferral> added;
  bool withdrawn = false;

  std::optional<std::string> key_for(std::string_view desk) override {
    return desk == "midden-utrecht-wsp" ? std::nullopt : std::optional(keys.public_key);
  }
  Result<AddedReferral> add(const NewReferral& referral) override {
    for (const NewReferral& earlier : added) {
      if (referral.retry_digest.empty() || earlier.retry_digest != referral.retry_digest) continue;
      if (earlier.request_digest == referral.request_digest) return AddedReferral{true, earlier.retry_code};
      return Error{ErrorCode::conflict, "This Idempotency-Key was used for another request.", "", "Idempotency-Key"};
    }
    added.push_back(referral);
    return AddedReferral{false, referral.retry_code};
  }
  std::optional<StoredReferral> find(const std::string& code_digest, Date) override {
    for (const NewReferral& one : added) {
      if (one.code_digest != code_digest) continue;
      StoredReferral stored;
      stored.desk = one.desk;
      stored.sections = one.sections;
      stored.consent_version = one.consent_version;
      stored.consented_at = stored.changed_at = "2026-11-21T10:00:00Z";
      stored.expires_at = one.expires_at;
      if (withdrawn) {
        stored.status = ReferralStatus::withdrawn;
      } else {
        stored.content = one.content;
        stored.key_for_desk = one.key_for_desk;
        stored.key_for_person = one.key_for_person;
      }
      return stored;
    }
    return std::nullopt;
  }
  bool withdraw(const std::string& code_digest, Date today) override {
    if (!find(code_digest, today)) return false;
    withdrawn = true;
    return true;
  }
};

/// Offer 1 teaches half of what a verzorgende must know, with a price, a date and a place; 2 is online
/// and says little; 3 is about welding; 4 was given for the last time
/// before today.
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
  Offer past = bare_offer(4, "Bloemschikken");
  past.runs = {run_from(day(2026, 9, 1))};
  return {care, online, welding, past};
}

inline ShortageTable sample_shortage() {
  return ShortageTable({{"midden-utrecht", "zorg-welzijn", Tension::very_tight, day(2026, 9, 30), "verzonnen", true}});
}

/// One for the whole test program: nothing in it changes but `away` and `draining`.
struct SampleServices {
  TemporaryFolder folder;
  SnapshotHolder snapshots;
  std::unique_ptr<ListedCatalogue> catalogue;
  std::unique_ptr<SearchIndex> index;
  std::atomic<bool> draining{false};
  ListedReferrals referrals;
  Services services;

  SampleServices() {
    Taxonomy taxonomy = read_shipped_taxonomy();
    const std::vector<Offer> offers = sample_offers(taxonomy);
    write_index(folder.path() / "index", offers);
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path() / "index", 2}).value());
    catalogue = std::make_unique<ListedCatalogue>(offers);
    snapshots.set(std::make_shared<const Snapshot>(Snapshot{std::move(taxonomy), read_shipped_geography(),
                                                            FundingRules::compile(read_scheme_files()).value(), true,
                                                            sample_shortage()}));
    services.snapshots = &snapshots;
    services.index = index.get();
    services.catalogue = catalogue.get();
    services.referrals = &referrals;
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
