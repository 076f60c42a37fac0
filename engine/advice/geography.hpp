// Where a person lives and which desks may help: postcode or municipality -> labour-market region on
// a date -> desks valid on that date, with the reason for the routing. Immutable, shareable.
#pragma once

#include "engine/advice/referral_rules.hpp"
#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/domain/geography.hpp"
#include "engine/domain/learner.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// A place as understood; parts that could not be found are empty.
struct FoundPlace {
  std::string postcode;  ///< four digits
  std::string place;     ///< town or village
  std::string municipality;
  std::string region;  ///< slug
  std::string region_name;
  std::optional<GeoPoint> point;  ///< of the postcode, or the middle of the municipality's postcodes
};

struct RoutedAdvicePoint {
  /// Phone, e-mail, address, opening times and languages are emptied where they were never verified or longer
  /// than 180 days ago; the web address stays, with `check_first` saying so.
  AdvicePoint point;
  bool check_first = false;  ///< the web address was not verified in the last 180 days
  std::optional<double> distance_km;
  std::string reason;              ///< Dutch, B1: why this desk
  std::string rule;                ///< id of the referral rule that named it; empty: it also serves this situation
  bool by_establishment = false;   ///< found by where the company is, not by where the person lives
  bool primary = false;            ///< the first to go to
  std::string successor_name;      ///< of the desk that will take over; empty: none is known
  std::optional<Date> taken_over;  ///< from when, where that is known
};

/// A rule of which nobody knows yet whether it holds: "als u ..., dan ...".
struct OpenReferral {
  std::string rule;
  std::string text;  ///< Dutch, B1
  NextQuestion question;
  std::vector<std::string> desks;  ///< ids, of desks that are valid on the date
  bool comes_first = false;        ///< a yes would change the first desk
};

struct AdviceAnswer {
  std::optional<FoundPlace> place;          ///< where the person lives
  std::optional<FoundPlace> establishment;  ///< where the company is
  std::vector<RoutedAdvicePoint> points;    ///< primary first; never empty: the national desk is the last resort
  std::vector<OpenReferral> open;           ///< in order of the rules
  std::string note;                         ///< Dutch, B1: what was not known, and what to fill in
};

struct AdviceQuestion {
  std::string postcode;                    ///< of residence
  std::string municipality;                ///< of residence
  std::string establishment_postcode;      ///< of an employer's company
  std::string establishment_municipality;  ///< of an employer's company
  std::vector<std::string> situations;     ///< see learner.hpp; for the scope of desks
  Facts facts;                             ///< for the referral rules: see advice_facts
  Date date{};
};

/// The facts of the referral rules that follow from a learner and a goal; unknowns are left out. `goal` may be null.
[[nodiscard]] Facts advice_facts(const Learner& learner, const Goal* goal, Date today);

class Geography {
 public:
  [[nodiscard]] static Geography build(std::vector<Region> regions, ReferralRules rules);
  Geography(Geography&&) noexcept;
  Geography& operator=(Geography&&) noexcept;
  ~Geography();

  /// "3511", "3511 EP" or "3511ep". invalid_input for another form (1000 to 9999 only); not_found, with a hint,
  /// for a postcode that is not in the imported data.
  [[nodiscard]] Result<FoundPlace> locate_postcode(std::string_view postcode, Date date) const;

  /// Is there a municipality, alias or place of this name, any case or diacritics?
  [[nodiscard]] bool knows_name(std::string_view name) const;

  /// Municipality, alias or place name, any case or diacritics. not_found names the nearest spelling.
  [[nodiscard]] Result<FoundPlace> locate_name(std::string_view name, Date date) const;

  /// Names that start with the folded prefix.
  [[nodiscard]] std::vector<std::string> suggest_places(std::string_view prefix, std::size_t limit) const;

  /// Coordinates of a postcode for offers without their own; nothing when unknown.
  [[nodiscard]] std::optional<GeoPoint> point_of(std::string_view postcode) const;

  /// Desks for a person. A postcode that is ill-formed fails with invalid_input; one that is
  /// unknown is answered with the national desk and a note.
  [[nodiscard]] Result<AdviceAnswer> advise(const AdviceQuestion& question) const;

  [[nodiscard]] std::vector<const Region*> regions() const;

  /// The desk with that id, as shown for a date; nothing when none with it is valid then.
  [[nodiscard]] std::optional<RoutedAdvicePoint> desk(std::string_view id, Date date) const;

 private:
  struct Model;
  explicit Geography(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

/// Reads one file of schema/regions (JSON). Fails with the file's path and the JSON pointer.
[[nodiscard]] Result<Region> parse_region(std::string_view json, std::string_view file);

}  // namespace leerwijzer
