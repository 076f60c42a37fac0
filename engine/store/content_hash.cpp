#include "engine/store/content_hash.hpp"

#include "engine/core/text.hpp"

#include <array>
#include <charconv>

namespace leerwijzer {
namespace {

/// A text in which every value has its length before it, so that no two contents look alike.
class Canonical {
 public:
  explicit Canonical(std::string_view version) { add(version); }

  void add(std::string_view value) {
    // What is stored is clean text, so that is what is hashed.
    const bool clean = is_clean_utf8(value);
    const std::string cleaned = clean ? std::string() : replace_invalid_utf8(value);
    const std::string_view text = clean ? value : std::string_view(cleaned);
    add_number(static_cast<std::int64_t>(text.size()));
    text_ += text;
  }
  void add(const std::string& value) { add(std::string_view(value)); }
  void add(bool value) { text_ += value ? 't' : 'f'; }
  void add(int value) { add_number(value); }
  void add(std::int64_t value) { add_number(value); }
  void add(double value) { add_number(value); }
  void add(Cents value) { add_number(value.value); }
  void add(Date value) { add(std::string_view(format_iso(value))); }
  template <typename E>
  requires std::is_enum_v<E>
  void add(E value) { add(name_of(value)); }
  template <typename T>
  void add(const std::optional<T>& value) {
    text_ += value ? '+' : '-';
    if (value) add(*value);
  }
  template <typename T>
  void add(const std::vector<T>& values) {
    add_number(static_cast<std::int64_t>(values.size()));
    for (const T& value : values) add(value);
  }

  void add(GeoPoint point) { all(point.latitude, point.longitude); }
  void add(const Level& level) { all(level.nlqf, level.basis); }
  void add(const Location& l) { all(l.name, l.street, l.postcode, l.city, l.point); }
  void add(const Cost& c) {
    all(c.kind, c.required, c.amount, c.vat, c.amount_exempt, c.vat_basis, c.period, c.confirmed, c.payer, c.note);
  }
  void add(const Session& s) { all(s.date, s.time_from, s.time_until); }
  void add(const OfferText& t) { all(t.field, t.language, t.text); }
  void add(const Outcome& o) { all(o.text, o.language, o.skill.value, o.confidence); }
  void add(const OfferCode& c) { all(c.scheme, c.value); }
  void add(const Identifier& i) { all(i.scheme, i.value); }
  void add(const Run& r) {
    all(r.key, r.start_kind, r.start, r.end, r.window_from, r.window_until, r.start_text, r.enrol_from, r.enrol_until,
        r.status, r.places_min, r.places_max, r.places_enrolled, r.places_pending, r.modes, r.dayparts, r.location,
        r.costs, r.sessions);
  }

  template <typename... T>
  void all(const T&... values) {
    (add(values), ...);
  }

  [[nodiscard]] std::string hash() const { return digest(text_); }

 private:
  template <typename T>
  void add_number(T value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    text_.append(buffer.data(), end);
    text_ += ':';
  }

  std::string text_;
};

}  // namespace

std::string body_hash(const Offer& o, std::string_view provider_key) {
  Canonical text("offer 1");
  text.all(o.key, provider_key, o.kind, o.kind_basis, o.level, o.level_raw, o.sector, o.intensity, o.path, o.modes,
           o.dayparts, o.languages, o.texts, o.outcomes, o.codes, o.costs, o.runs, o.locations, o.duration_months,
           o.study_load_hours, o.hours_per_week, o.hours_per_week_basis, o.prior_level, o.url, o.contact_email,
           o.contact_phone, o.awarded, o.recognised, o.quality);
  return text.hash();
}

std::string content_hash(std::string_view body_hash, std::string_view provider_name) {
  Canonical text("content 1");
  text.all(body_hash, provider_name);
  return text.hash();
}

std::string content_hash(const Provider& p) {
  Canonical text("provider 2");  // 2: what it is known by over feeds is kept
  text.all(p.key, p.name, p.kind, p.url, p.email, p.description, p.identifiers);
  return text.hash();
}

}  // namespace leerwijzer
