#include "engine/domain/shown_offer.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace leerwijzer {
namespace {

constexpr auto k_field_rules = std::to_array<FieldRuleEntry>({
    {"codes", FieldRule::register_first, "the register gives them out; per scheme, so that none is lost"},
    {"level", FieldRule::register_first, "an official level is the register's; stated goes before inferred"},
    {"kind", FieldRule::register_first, "whether it is a whole qualification is official; stated before inferred"},
    {"recognised", FieldRule::register_first, "recognition is given by the register"},
    {"awarded", FieldRule::register_first, "the official name of the diploma"},
    {"learningPath", FieldRule::register_first, "bol or bbl decides on funding, so the official one counts"},
    {"texts/qualification", FieldRule::register_first, "the official name of the qualification"},
    {"texts", FieldRule::provider_first, "the provider writes for people; all languages of a field from one feed"},
    {"runs", FieldRule::provider_first, "the provider sets the dates; a feed with dates goes before one without"},
    {"price", FieldRule::provider_first, "the provider sets the price; all parts of it from one feed"},
    {"locations", FieldRule::provider_first, "the register knows the town, the provider the door"},
    {"intensity", FieldRule::provider_first, "as given to people now"},
    {"modes", FieldRule::provider_first, "as given to people now"},
    {"dayparts", FieldRule::provider_first, "as given to people now"},
    {"languages", FieldRule::provider_first, "as given to people now"},
    {"outcomes", FieldRule::provider_first, "what is really taught"},
    {"sector", FieldRule::provider_first, "goes with the texts that it is worked out from"},
    {"durationMonths", FieldRule::provider_first, "a shortened track is the provider's choice"},
    {"studyLoadHours", FieldRule::provider_first, "goes with the duration"},
    {"hoursPerWeek", FieldRule::provider_first, "goes with the duration"},
    {"priorLevel", FieldRule::provider_first, "the provider decides who gets in"},
    {"url", FieldRule::provider_first, "the page where one enrols"},
    {"contactEmail", FieldRule::provider_first, "who answers"},
    {"contactPhone", FieldRule::provider_first, "who answers"},
    {"provider", FieldRule::provider_first, "the name it uses itself"},
});

consteval FieldRule rule_of(std::string_view field) {
  for (const FieldRuleEntry& entry : k_field_rules) {
    if (entry.field == field) return entry.rule;
  }
  throw "there is no rule for this field";
}

/// Indices of the members in the order of a rule.
using Order = std::vector<std::size_t>;

Order order_by(std::span<const OfferMember> members, FieldRule rule) {
  Order order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto rank = [&](const OfferMember& m) {
      const bool second = m.is_register != (rule == FieldRule::register_first);
      return std::tuple(second, m.trust_rank, std::string_view(m.source_name), std::string_view(m.offer.key));
    };
    return rank(members[a]) < rank(members[b]);
  });
  return order;
}

bool has_price(const std::vector<Cost>& costs) {
  return std::any_of(costs.begin(), costs.end(), [](const Cost& cost) { return cost.amount.has_value(); });
}

bool has_price(const Offer& offer) {
  return has_price(offer.costs) ||
         std::any_of(offer.runs.begin(), offer.runs.end(), [](const Run& run) { return has_price(run.costs); });
}

bool says_when(const Offer& offer) {
  return std::any_of(offer.runs.begin(), offer.runs.end(),
                     [](const Run& run) { return run.start_kind != StartKind::unknown || !run.start_text.empty(); });
}

bool has_dates(const Offer& offer) {
  return std::any_of(offer.runs.begin(), offer.runs.end(),
                     [](const Run& run) { return run.start.has_value() || run.window_from || run.window_until; });
}

bool has_field(const Offer& offer, TextField field) {
  return std::any_of(offer.texts.begin(), offer.texts.end(), [&](const OfferText& t) { return t.field == field; });
}

FieldBasis basis_of(const OfferMember& member) {
  return member.is_register ? FieldBasis::register_ : FieldBasis::stated;
}

FieldBasis basis_of(const OfferMember& member, Basis basis) {
  return basis == Basis::inferred ? FieldBasis::inferred : basis_of(member);
}

/// Puts the shown offer together, one field after the other.
class Merge {
 public:
  Merge(std::span<const OfferMember> members, OfferId leader)
      : members_(members),
        register_first_(order_by(members, FieldRule::register_first)),
        provider_first_(order_by(members, FieldRule::provider_first)) {
    const auto at = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.offer.id == leader; });
    out_.offer = (at == members.end() ? members.front() : *at).offer;
  }

  ShownOffer run() {
    take_register_fields();
    take_texts();
    take_runs_and_price();
    take_places();
    take_provider_fields();
    out_.offer.quality = 0.0;
    for (const OfferMember& m : members_) out_.offer.quality = std::max(out_.offer.quality, m.offer.quality);
    if (members_.size() > 1) out_.offer.content_hash = shown_hash(members_, out_.offer.id);
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Order& order(FieldRule rule) const {
    return rule == FieldRule::register_first ? register_first_ : provider_first_;
  }
  [[nodiscard]] const Offer& offer_of(std::size_t member) const { return members_[member].offer; }
  void note(std::string field, std::size_t member, FieldBasis basis) {
    out_.origins.push_back({std::move(field), member, basis});
  }
  void note(std::string field, std::size_t member) { note(std::move(field), member, basis_of(members_[member])); }

  /// The first in the order of which `has` holds, or nothing.
  template <typename Has>
  [[nodiscard]] std::optional<std::size_t> first(FieldRule rule, Has has) const {
    const Order& all = order(rule);
    const auto found = std::find_if(all.begin(), all.end(), [&](std::size_t m) { return has(offer_of(m)); });
    return found == all.end() ? std::nullopt : std::optional(*found);
  }

  /// A field that is there when it differs from what a new offer has.
  template <typename T>
  void take(std::string_view field, FieldRule rule, T Offer::*value) {
    const T nothing = Offer{}.*value;
    const auto from = first(rule, [&](const Offer& offer) { return offer.*value != nothing; });
    out_.offer.*value = from ? offer_of(*from).*value : nothing;
    if (from) note(std::string(field), *from);
  }

  void take_register_fields();
  void take_codes();
  void take_level();
  void take_kind();
  void take_texts();
  void take_runs_and_price();
  void take_price(std::size_t from);
  void take_places();
  void take_provider_fields();

  std::span<const OfferMember> members_;
  Order register_first_;
  Order provider_first_;
  std::optional<std::size_t> runs_from_;
  ShownOffer out_;
};

void Merge::take_codes() {
  std::vector<OfferCode> codes;
  for (const auto& [scheme, name] : EnumNames<CodeScheme>::names) {
    const auto from = first(rule_of("codes"), [scheme = scheme](const Offer& offer) {
      return std::any_of(offer.codes.begin(), offer.codes.end(),
                         [&](const OfferCode& c) { return c.scheme == scheme; });
    });
    if (!from) continue;
    std::copy_if(offer_of(*from).codes.begin(), offer_of(*from).codes.end(), std::back_inserter(codes),
                 [scheme = scheme](const OfferCode& code) { return code.scheme == scheme; });
    note("codes/" + std::string(name), *from);
  }
  // One feed alone keeps the order of its codes.
  if (members_.size() > 1) out_.offer.codes = std::move(codes);
}

void Merge::take_level() {
  constexpr auto k_by_certainty = std::to_array({LevelBasis::register_, LevelBasis::stated, LevelBasis::inferred});
  out_.offer.level = {};
  for (const LevelBasis wanted : k_by_certainty) {
    const auto from = first(rule_of("level"), [&](const Offer& o) { return o.level.nlqf && o.level.basis == wanted; });
    if (!from) continue;
    out_.offer.level = offer_of(*from).level;
    out_.offer.level_raw = offer_of(*from).level_raw;
    // What the register itself states is official.
    const bool official = wanted != LevelBasis::inferred && members_[*from].is_register;
    if (official) out_.offer.level.basis = LevelBasis::register_;
    note("level", *from, *value_of<FieldBasis>(name_of(out_.offer.level.basis)));
    return;
  }
  take("level", rule_of("level"), &Offer::level_raw);
}

void Merge::take_kind() {
  for (const Basis wanted : {Basis::stated, Basis::inferred}) {
    const auto from = first(rule_of("kind"), [&](const Offer& offer) { return offer.kind_basis == wanted; });
    if (!from) continue;
    out_.offer.kind = offer_of(*from).kind;
    out_.offer.kind_basis = wanted;
    note("kind", *from, basis_of(members_[*from], wanted));
    return;
  }
  const std::size_t from = order(rule_of("kind")).front();
  out_.offer.kind = offer_of(from).kind;
  note("kind", from, FieldBasis::inferred);  // what an offer is taken for when nobody says
}

void Merge::take_register_fields() {
  take_codes();
  take_level();
  take_kind();
  take("recognised", rule_of("recognised"), &Offer::recognised);
  take("awarded", rule_of("awarded"), &Offer::awarded);
  take("learningPath", rule_of("learningPath"), &Offer::path);
}

void Merge::take_texts() {
  std::vector<OfferText> texts;
  for (const auto& [field, name] : EnumNames<TextField>::names) {
    const FieldRule rule = field == TextField::qualification ? rule_of("texts/qualification") : rule_of("texts");
    const auto from = first(rule, [field = field](const Offer& offer) { return has_field(offer, field); });
    if (!from) continue;
    std::copy_if(offer_of(*from).texts.begin(), offer_of(*from).texts.end(), std::back_inserter(texts),
                 [field = field](const OfferText& text) { return text.field == field; });
    note("texts/" + std::string(name), *from);
  }
  if (members_.size() > 1) out_.offer.texts = std::move(texts);
}

void Merge::take_runs_and_price() {
  constexpr FieldRule k_rule = rule_of("runs");
  runs_from_ = first(k_rule, has_dates);
  if (!runs_from_) runs_from_ = first(k_rule, says_when);
  if (!runs_from_) runs_from_ = first(k_rule, [](const Offer& offer) { return !offer.runs.empty(); });
  out_.offer.runs.clear();
  if (runs_from_) {
    out_.offer.runs = offer_of(*runs_from_).runs;
    note("runs", *runs_from_);
  }
  auto price_from = first(rule_of("price"), [](const Offer& offer) { return has_price(offer); });
  if (!price_from) price_from = first(rule_of("price"), [](const Offer& offer) { return !offer.costs.empty(); });
  if (price_from) take_price(*price_from);
}

/// All parts from one feed. Prices per run go along with their runs; with the runs of another feed they become the
/// price of the offer, the first run's.
void Merge::take_price(std::size_t from) {
  const Offer& priced = offer_of(from);
  out_.offer.costs = priced.costs;
  note("price", from);
  if (runs_from_ == from) return;
  for (Run& run : out_.offer.runs) run.costs.clear();
  if (has_price(priced.costs)) return;
  const auto run =
      std::find_if(priced.runs.begin(), priced.runs.end(), [](const Run& r) { return has_price(r.costs); });
  if (run != priced.runs.end()) out_.offer.costs = run->costs;
}

/// Runs bring their own places along, so that all places are of one feed. Where they have none, the places of another
/// feed become the offer's.
void Merge::take_places() {
  auto from = first(rule_of("locations"), [](const Offer& offer) { return !places_of(offer).empty(); });
  const auto& runs = out_.offer.runs;
  if (std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.location.has_value(); })) from = runs_from_;
  out_.offer.locations.clear();
  if (!from) return;
  const Offer& offer = offer_of(*from);
  out_.offer.locations = runs_from_ == from || !offer.locations.empty() ? offer.locations : places_of(offer);
  note("locations", *from);
}

void Merge::take_provider_fields() {
  take("intensity", rule_of("intensity"), &Offer::intensity);
  take("modes", rule_of("modes"), &Offer::modes);
  take("dayparts", rule_of("dayparts"), &Offer::dayparts);
  take("languages", rule_of("languages"), &Offer::languages);
  take("outcomes", rule_of("outcomes"), &Offer::outcomes);
  take("sector", rule_of("sector"), &Offer::sector);
  if (!out_.offer.sector.empty()) out_.origins.back().basis = FieldBasis::inferred;
  take("durationMonths", rule_of("durationMonths"), &Offer::duration_months);
  take("studyLoadHours", rule_of("studyLoadHours"), &Offer::study_load_hours);
  take("hoursPerWeek", rule_of("hoursPerWeek"), &Offer::hours_per_week);
  if (out_.offer.hours_per_week) {
    FieldOrigin& origin = out_.origins.back();
    out_.offer.hours_per_week_basis = offer_of(origin.member).hours_per_week_basis;
    origin.basis = basis_of(members_[origin.member], out_.offer.hours_per_week_basis);
  }
  take("priorLevel", rule_of("priorLevel"), &Offer::prior_level);
  take("url", rule_of("url"), &Offer::url);
  take("contactEmail", rule_of("contactEmail"), &Offer::contact_email);
  take("contactPhone", rule_of("contactPhone"), &Offer::contact_phone);
  take("provider", rule_of("provider"), &Offer::provider);
  if (out_.offer.provider.stored()) out_.offer.provider_name = offer_of(out_.origins.back().member).provider_name;
}

}  // namespace

bool is_register_format(std::string_view format) noexcept {
  return format.starts_with("rio-") || format.starts_with("duo-");
}

std::span<const FieldRuleEntry> field_rules() noexcept { return k_field_rules; }

ShownOffer show_offer(std::span<const OfferMember> members, OfferId leader) { return Merge(members, leader).run(); }

std::string shown_hash(std::span<const OfferMember> members, OfferId leader) {
  if (members.size() == 1) return members.front().offer.content_hash;
  std::string text = "shown 1 " + std::to_string(leader.value);
  for (const std::size_t i : order_by(members, FieldRule::provider_first)) {
    const OfferMember& m = members[i];
    text += '\n' + m.offer.content_hash + ' ' + std::to_string(m.trust_rank) +
            (m.is_register ? " register " : " own ") + m.source_name;
  }
  return digest(text);
}

}  // namespace leerwijzer
