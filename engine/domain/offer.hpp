// The canonical offer: what is taught, when and where it runs, and what it costs. Every feed format
// is read into this without loss; what a format does not say stays empty and is never guessed
// silently. Unknown is not no.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/domain/geography.hpp"
#include "engine/domain/level.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// What a person gets: a whole qualification, a recognised part, or a course.
enum class OfferKind : std::uint8_t {
  qualification,
  certificate,
  keuzedeel,
  praktijkverklaring,
  module,
  course,
  orientation,
  retraining,
  exam
};
template <>
struct EnumNames<OfferKind> {
  static constexpr auto names = std::to_array<EnumName<OfferKind>>({
      {OfferKind::qualification, "qualification"},
      {OfferKind::certificate, "certificate"},
      {OfferKind::keuzedeel, "keuzedeel"},
      {OfferKind::praktijkverklaring, "praktijkverklaring"},
      {OfferKind::module, "module"},
      {OfferKind::course, "course"},
      {OfferKind::orientation, "orientation"},
      {OfferKind::retraining, "retraining"},
      {OfferKind::exam, "exam"},
  });
};

/// How it is taught. An offer may have several.
enum class DeliveryMode : std::uint8_t { on_site, online, self_study, blended, workplace };
template <>
struct EnumNames<DeliveryMode> {
  static constexpr auto names = std::to_array<EnumName<DeliveryMode>>({
      {DeliveryMode::on_site, "on-site"},
      {DeliveryMode::online, "online"},
      {DeliveryMode::self_study, "self-study"},
      {DeliveryMode::blended, "blended"},
      {DeliveryMode::workplace, "workplace"},
  });
};

/// How the study is spread, in the words of OOAPI modeOfStudy and the mbo learning paths.
enum class Intensity : std::uint8_t { unknown, full_time, part_time, dual, self_paced };
template <>
struct EnumNames<Intensity> {
  static constexpr auto names = std::to_array<EnumName<Intensity>>({
      {Intensity::unknown, "unknown"},
      {Intensity::full_time, "full-time"},
      {Intensity::part_time, "part-time"},
      {Intensity::dual, "dual"},
      {Intensity::self_paced, "self-paced"},
  });
};

/// The mbo learning path (leerweg); decides which funding applies.
enum class LearningPath : std::uint8_t { none, bol, bbl, third };
template <>
struct EnumNames<LearningPath> {
  static constexpr auto names = std::to_array<EnumName<LearningPath>>({
      {LearningPath::none, "none"},
      {LearningPath::bol, "bol"},
      {LearningPath::bbl, "bbl"},
      {LearningPath::third, "third"},
  });
};

/// How a run starts. Only fixed and window carry dates; the others never do (invariant 2).
enum class StartKind : std::uint8_t { fixed, window, month, semester, rolling, on_agreement, text, unknown };
template <>
struct EnumNames<StartKind> {
  static constexpr auto names = std::to_array<EnumName<StartKind>>({
      {StartKind::fixed, "fixed"},
      {StartKind::window, "window"},
      {StartKind::month, "month"},
      {StartKind::semester, "semester"},
      {StartKind::rolling, "rolling"},
      {StartKind::on_agreement, "on_agreement"},
      {StartKind::text, "text"},
      {StartKind::unknown, "unknown"},
  });
};

/// Whether one can still get in.
enum class RunStatus : std::uint8_t { open, full, cancelled, closed, unknown };
template <>
struct EnumNames<RunStatus> {
  static constexpr auto names = std::to_array<EnumName<RunStatus>>({
      {RunStatus::open, "open"},
      {RunStatus::full, "full"},
      {RunStatus::cancelled, "cancelled"},
      {RunStatus::closed, "closed"},
      {RunStatus::unknown, "unknown"},
  });
};

/// When on the day, or the weekend.
enum class Daypart : std::uint8_t { morning, afternoon, evening, weekend };
template <>
struct EnumNames<Daypart> {
  static constexpr auto names = std::to_array<EnumName<Daypart>>({
      {Daypart::morning, "morning"},
      {Daypart::afternoon, "afternoon"},
      {Daypart::evening, "evening"},
      {Daypart::weekend, "weekend"},
  });
};

/// What a price part pays for.
enum class CostKind : std::uint8_t { tuition, exam, material, registration, travel, lodging, discount, other, total };
template <>
struct EnumNames<CostKind> {
  static constexpr auto names = std::to_array<EnumName<CostKind>>({
      {CostKind::tuition, "tuition"},
      {CostKind::exam, "exam"},
      {CostKind::material, "material"},
      {CostKind::registration, "registration"},
      {CostKind::travel, "travel"},
      {CostKind::lodging, "lodging"},
      {CostKind::discount, "discount"},
      {CostKind::other, "other"},
      {CostKind::total, "total"},
  });
};

/// What is known of the VAT of a stated amount.
enum class VatBasis : std::uint8_t { incl, excl, exempt, unknown };
template <>
struct EnumNames<VatBasis> {
  static constexpr auto names = std::to_array<EnumName<VatBasis>>({
      {VatBasis::incl, "incl"},
      {VatBasis::excl, "excl"},
      {VatBasis::exempt, "exempt"},
      {VatBasis::unknown, "unknown"},
  });
};

/// What one payment of the amount covers.
enum class CostPeriod : std::uint8_t { whole, year, month, week, day, hour };
template <>
struct EnumNames<CostPeriod> {
  static constexpr auto names = std::to_array<EnumName<CostPeriod>>({
      {CostPeriod::whole, "whole"},
      {CostPeriod::year, "year"},
      {CostPeriod::month, "month"},
      {CostPeriod::week, "week"},
      {CostPeriod::day, "day"},
      {CostPeriod::hour, "hour"},
  });
};

/// Registers and classifications that a code of an offer may come from.
enum class CodeScheme : std::uint8_t { crebo, croho, rio, isced_f, nlqf, edudex, ooapi, sbi, other };
template <>
struct EnumNames<CodeScheme> {
  static constexpr auto names = std::to_array<EnumName<CodeScheme>>({
      {CodeScheme::crebo, "crebo"},
      {CodeScheme::croho, "croho"},
      {CodeScheme::rio, "rio"},
      {CodeScheme::isced_f, "isced-f"},
      {CodeScheme::nlqf, "nlqf"},
      {CodeScheme::edudex, "edudex"},
      {CodeScheme::ooapi, "ooapi"},
      {CodeScheme::sbi, "sbi"},
      {CodeScheme::other, "other"},
  });
};

/// Whether a value was stated by the feed or worked out by us from other values or words.
enum class Basis : std::uint8_t { unknown, stated, inferred };
template <>
struct EnumNames<Basis> {
  static constexpr auto names = std::to_array<EnumName<Basis>>({
      {Basis::unknown, "unknown"},
      {Basis::stated, "stated"},
      {Basis::inferred, "inferred"},
  });
};

/// Where a run takes place. Every part may be empty.
struct Location {
  std::string name;
  std::string street;
  std::string postcode;  ///< "3511EP" or four digits; empty when unknown
  std::string city;
  std::optional<GeoPoint> point;
  bool operator==(const Location&) const = default;
};

/// One price part as the source states it.
struct Cost {
  CostKind kind = CostKind::tuition;
  bool required = true;                ///< optional parts never count in the catalogue price
  std::optional<Cents> amount;         ///< as stated; nothing means not stated, never 0 (invariant 1)
  std::optional<Cents> vat;            ///< VAT on top of an amount that excludes it
  std::optional<Cents> amount_exempt;  ///< a second price for whoever gets the VAT exemption
  VatBasis vat_basis = VatBasis::unknown;
  CostPeriod period = CostPeriod::whole;
  bool confirmed = true;  ///< false: a stated 0 in a format where 0 may mean unknown
  std::string payer;      ///< who pays where the source says so: "individual", "group", "employer"
  std::string note;       ///< in the words of the source
  bool operator==(const Cost&) const = default;
};

/// One day of a run, where the source gives days.
struct Session {
  std::optional<Date> date;
  std::string time_from;  ///< "18:30", or empty
  std::string time_until;
  bool operator==(const Session&) const = default;
};

/// One time that the offer is given. No dates means one run of kind rolling, on_agreement or unknown.
struct Run {
  RunId id;
  std::string key;  ///< the source's own identifier; unique within the offer
  StartKind start_kind = StartKind::unknown;
  std::optional<Date> start;
  std::optional<Date> end;
  std::optional<Date> window_from;  ///< flexible entry: first and last possible start
  std::optional<Date> window_until;
  std::string start_text;  ///< start in the source's words where kind is month, semester or text
  std::optional<Date> enrol_from;
  std::optional<Date> enrol_until;
  RunStatus status = RunStatus::unknown;
  std::optional<int> places_min;
  std::optional<int> places_max;
  std::optional<int> places_enrolled;
  std::optional<int> places_pending;
  std::vector<DeliveryMode> modes;  ///< empty: as the offer
  std::vector<Daypart> dayparts;
  std::optional<Location> location;  ///< nothing: as the offer, or online
  std::vector<Cost> costs;           ///< empty: as the offer
  std::vector<Session> sessions;
  bool operator==(const Run&) const = default;
};

/// Text of one field in one language.
enum class TextField : std::uint8_t {
  title,
  summary,
  description,
  admission,
  qualification,
  assessment,
  enrolment,
  accessibility
};
template <>
struct EnumNames<TextField> {
  static constexpr auto names = std::to_array<EnumName<TextField>>({
      {TextField::title, "title"},
      {TextField::summary, "summary"},
      {TextField::description, "description"},
      {TextField::admission, "admission"},
      {TextField::qualification, "qualification"},
      {TextField::assessment, "assessment"},
      {TextField::enrolment, "enrolment"},
      {TextField::accessibility, "accessibility"},
  });
};

struct OfferText {
  TextField field = TextField::description;
  std::string language;  ///< "nl", "en", ...; ISO 639-1
  std::string text;      ///< cleaned HTML of the allowed tags (invariant 5), or plain text
  bool operator==(const OfferText&) const = default;
};

/// A learning outcome in the source's words, with the skill it was taken to mean.
struct Outcome {
  std::string text;
  std::string language;
  SkillId skill;            ///< not stored(): no skill of the taxonomy matches
  double confidence = 0.0;  ///< 0 to 1; 1 is an exact label
  bool operator==(const Outcome&) const = default;
};

struct OfferCode {
  CodeScheme scheme = CodeScheme::other;
  std::string value;
  bool operator==(const OfferCode&) const = default;
};

struct Offer {
  OfferId id;
  SourceId source;
  ProviderId provider;
  std::string key;            ///< the source's own identifier; unique within the source
  std::string provider_name;  ///< filled when read back, for display
  OfferKind kind = OfferKind::course;
  Basis kind_basis = Basis::unknown;
  Level level;
  std::string level_raw;  ///< the level in the source's words, kept when it is unknown (invariant 4)
  std::string sector;     ///< a code of domain/sector.hpp; empty when unknown
  Intensity intensity = Intensity::unknown;
  LearningPath path = LearningPath::none;
  std::vector<DeliveryMode> modes;
  std::vector<Daypart> dayparts;
  std::vector<std::string> languages;  ///< of instruction, ISO 639-1
  std::vector<OfferText> texts;
  std::vector<Outcome> outcomes;
  std::vector<OfferCode> codes;
  std::vector<Cost> costs;
  std::vector<Run> runs;
  std::vector<Location> locations;  ///< of the offer as a whole; runs may be more precise
  std::optional<double> duration_months;
  std::optional<int> study_load_hours;  ///< one EC is 28 hours
  std::optional<double> hours_per_week;
  Basis hours_per_week_basis = Basis::unknown;
  std::optional<NlqfLevel> prior_level;  ///< level asked at the door
  std::string url;
  std::string contact_email;
  std::string contact_phone;
  std::string awarded;             ///< diploma, certificate or degree in the source's words
  std::optional<bool> recognised;  ///< recognised qualification or part; nothing: unknown
  double quality = 0.0;            ///< completeness of the record, 0 to 1 (see domain/quality.hpp)
  std::string content_hash;        ///< digest of all that is stored of the offer
  bool operator==(const Offer&) const = default;
};

/// The text of a field in the wanted language, else Dutch, else English, else any; empty when there is none.
[[nodiscard]] std::string_view text_of(const Offer& offer, TextField field, std::string_view language = "nl") noexcept;

[[nodiscard]] std::string_view title_of(const Offer& offer, std::string_view language = "nl") noexcept;

/// What a worker pays before any funding.
struct CataloguePrice {
  std::optional<CentsInterval> gross;  ///< nothing: unknown; an interval when runs or VAT differ
  bool per_year = false;               ///< the amount is for one year of a longer offer
  bool confirmed = true;
  std::string basis;  ///< "incl. btw", "vrij van btw", "btw onbekend", ... for display
};

/// Sum of the required price parts, VAT included, over the cheapest and the dearest run (source:
/// EDU-DEX 1.8, "catalogue price"). Optional parts are never added; a total part replaces the sum;
/// a yearly part is multiplied by the years of the duration when that is known.
[[nodiscard]] CataloguePrice catalogue_price(const Offer& offer);

/// Runs that can still be joined on a date: not cancelled, and starting today or later, or without
/// a date, or with an entry window that is still open.
[[nodiscard]] std::vector<const Run*> joinable_runs(const Offer& offer, Date today);

/// Earliest date on which one can start; nothing when no run has a date ahead.
[[nodiscard]] std::optional<Date> first_start(const Offer& offer, Date today);

/// Is teaching possible without travelling?
[[nodiscard]] bool can_be_followed_online(const Offer& offer) noexcept;

/// Every distinct place where it is taught.
[[nodiscard]] std::vector<Location> places_of(const Offer& offer);

}  // namespace leerwijzer
