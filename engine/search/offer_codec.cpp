#include "engine/search/offer_codec.hpp"

#include "engine/core/text.hpp"
#include "engine/search/bytes.hpp"
#include "engine/search/without_tags.hpp"

#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::uint64_t k_version = 1;
constexpr std::size_t k_longest_text = 2000;  ///< bytes

/// Both directions go through one description of the fields, so that they cannot drift apart. An
/// archive has: number, signed_number, real, text, flag, and list.
class Encoder {
 public:
  template <typename T>
  void id(Id<T>& id) {
    out_.signed_number(id.value);
  }
  void text(std::string& value) { out_.text(value); }
  void flag(bool& value) { out_.flag(value); }
  void real(double& value) { out_.real(value); }
  void number(int& value) { out_.signed_number(value); }
  void date(Date& value) { out_.signed_number(std::chrono::sys_days{value}.time_since_epoch().count()); }
  void cents(Cents& value) { out_.signed_number(value.value); }
  template <typename E>
  void choice(E& value) {
    out_.number(static_cast<std::uint64_t>(value));
  }
  template <typename T, typename Each>
  void list(std::vector<T>& values, Each each) {
    out_.number(values.size());
    for (T& value : values) each(value);
  }
  template <typename T, typename Each>
  void optional(std::optional<T>& value, Each each) {
    out_.flag(value.has_value());
    if (value) each(*value);
  }
  std::string take() { return out_.take(); }
  void version() { out_.number(k_version); }

 private:
  ByteWriter out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : in_(bytes) {}

  template <typename T>
  void id(Id<T>& id) {
    id.value = in_.signed_number();
  }
  void text(std::string& value) {
    const std::string_view read = in_.text();
    if (!is_clean_utf8(read)) in_.fail();
    if (!in_.failed()) value = std::string(read);
  }
  void flag(bool& value) { value = in_.flag(); }
  void real(double& value) {
    value = in_.real();
    if (!std::isfinite(value)) in_.fail();
  }
  void number(int& value) {
    const std::int64_t read = in_.signed_number();
    if (read < INT32_MIN || read > INT32_MAX) in_.fail();
    value = in_.failed() ? 0 : static_cast<int>(read);
  }
  void date(Date& value) {
    constexpr std::int64_t k_most_days = 1'000'000;  // some 2,700 years either side of 1970
    const std::int64_t days = in_.signed_number();
    if (days < -k_most_days || days > k_most_days) in_.fail();
    if (!in_.failed()) value = Date{std::chrono::sys_days{std::chrono::days{days}}};
  }
  void cents(Cents& value) { value.value = in_.signed_number(); }
  template <typename E>
  void choice(E& value) {
    const std::uint64_t read = in_.number();
    if (read >= EnumNames<E>::names.size()) in_.fail();
    if (!in_.failed()) value = static_cast<E>(read);
  }
  template <typename T, typename Each>
  void list(std::vector<T>& values, Each each) {
    const std::size_t count = in_.count();
    for (std::size_t i = 0; i < count && !in_.failed(); ++i) {
      T value{};
      each(value);
      values.push_back(std::move(value));
    }
  }
  template <typename T, typename Each>
  void optional(std::optional<T>& value, Each each) {
    if (in_.flag()) each(value.emplace());
  }
  std::uint64_t version() { return in_.number(); }
  [[nodiscard]] bool complete() const { return !in_.failed() && in_.at_end(); }

 private:
  ByteReader in_;
};

template <typename Archive>
void describe_location(Archive& a, Location& location) {
  a.text(location.name);
  a.text(location.street);
  a.text(location.postcode);
  a.text(location.city);
  a.optional(location.point, [&](GeoPoint& point) {
    a.real(point.latitude);
    a.real(point.longitude);
  });
}

template <typename Archive>
void describe_cost(Archive& a, Cost& cost) {
  const auto cents = [&](Cents& value) { a.cents(value); };
  a.choice(cost.kind);
  a.flag(cost.required);
  a.optional(cost.amount, cents);
  a.optional(cost.vat, cents);
  a.optional(cost.amount_exempt, cents);
  a.choice(cost.vat_basis);
  a.choice(cost.period);
  a.flag(cost.confirmed);
  a.text(cost.payer);
  a.text(cost.note);
}

template <typename Archive>
void describe_run(Archive& a, Run& run) {
  const auto date = [&](Date& value) { a.date(value); };
  const auto number = [&](int& value) { a.number(value); };
  a.id(run.id);
  a.text(run.key);
  a.choice(run.start_kind);
  a.optional(run.start, date);
  a.optional(run.end, date);
  a.optional(run.window_from, date);
  a.optional(run.window_until, date);
  a.text(run.start_text);
  a.optional(run.enrol_from, date);
  a.optional(run.enrol_until, date);
  a.choice(run.status);
  a.optional(run.places_min, number);
  a.optional(run.places_max, number);
  a.optional(run.places_enrolled, number);
  a.optional(run.places_pending, number);
  a.list(run.modes, [&](DeliveryMode& mode) { a.choice(mode); });
  a.list(run.dayparts, [&](Daypart& part) { a.choice(part); });
  a.optional(run.location, [&](Location& location) { describe_location(a, location); });
  a.list(run.costs, [&](Cost& cost) { describe_cost(a, cost); });
}

template <typename Archive>
void describe_identity(Archive& a, Offer& offer) {
  a.id(offer.id);
  a.id(offer.source);
  a.id(offer.provider);
  a.text(offer.key);
  a.text(offer.provider_name);
  a.text(offer.url);
  a.text(offer.content_hash);
}

template <typename Archive>
void describe_study(Archive& a, Offer& offer) {
  a.choice(offer.kind);
  a.choice(offer.kind_basis);
  a.optional(offer.level.nlqf, [&](NlqfLevel& level) { a.choice(level); });
  a.choice(offer.level.basis);
  a.text(offer.level_raw);
  a.text(offer.sector);
  a.choice(offer.intensity);
  a.choice(offer.path);
  a.optional(offer.duration_months, [&](double& months) { a.real(months); });
  a.optional(offer.study_load_hours, [&](int& hours) { a.number(hours); });
  a.optional(offer.hours_per_week, [&](double& hours) { a.real(hours); });
  a.choice(offer.hours_per_week_basis);
  a.optional(offer.prior_level, [&](NlqfLevel& level) { a.choice(level); });
  a.text(offer.awarded);
  a.optional(offer.recognised, [&](bool& value) { a.flag(value); });
  a.real(offer.quality);
}

template <typename Archive>
void describe_offer(Archive& a, Offer& offer) {
  describe_identity(a, offer);
  describe_study(a, offer);
  a.list(offer.modes, [&](DeliveryMode& mode) { a.choice(mode); });
  a.list(offer.dayparts, [&](Daypart& part) { a.choice(part); });
  a.list(offer.languages, [&](std::string& language) { a.text(language); });
  a.list(offer.texts, [&](OfferText& text) {
    a.choice(text.field);
    a.text(text.language);
    a.text(text.text);
  });
  a.list(offer.outcomes, [&](Outcome& outcome) {
    a.text(outcome.text);
    a.text(outcome.language);
    a.id(outcome.skill);
    a.real(outcome.confidence);
  });
  a.list(offer.codes, [&](OfferCode& code) {
    a.choice(code.scheme);
    a.text(code.value);
  });
  a.list(offer.costs, [&](Cost& cost) { describe_cost(a, cost); });
  a.list(offer.runs, [&](Run& run) { describe_run(a, run); });
  a.list(offer.locations, [&](Location& location) { describe_location(a, location); });
}

bool belongs_in_lists(TextField field) {
  return field == TextField::title || field == TextField::summary || field == TextField::description ||
         field == TextField::accessibility;
}

}  // namespace

std::string encode_offer(const Offer& offer) {
  Offer listed = offer;
  listed.texts.clear();
  for (const OfferText& text : offer.texts) {
    if (!belongs_in_lists(text.field)) continue;
    const std::string plain = without_tags(text.text);
    listed.texts.push_back({text.field, text.language, std::string(truncate_utf8(plain, k_longest_text))});
  }
  Encoder encoder;
  encoder.version();
  describe_offer(encoder, listed);
  return encoder.take();
}

Result<Offer> decode_offer(std::string_view bytes) {
  Decoder decoder(bytes);
  if (!bytes.empty() && decoder.version() != k_version) {
    return Error{ErrorCode::schema_mismatch, "an offer in the index was stored by another version of the program",
                 "run leerwijzer-indexer rebuild", "search index"};
  }
  Offer offer;
  describe_offer(decoder, offer);
  if (!decoder.complete()) {
    return Error{ErrorCode::corrupt, "an offer in the index cannot be read", "run leerwijzer-indexer rebuild",
                 "search index"};
  }
  return offer;
}

}  // namespace leerwijzer
