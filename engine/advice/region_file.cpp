// Reading the files of schema/regions: JSON in, domain structs out, with the place of every fault.
#include "engine/advice/geography.hpp"
#include "engine/advice/referral_rules.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// One object of a file, with the JSON pointer that leads to it. The first fault is kept; reading
/// goes on with empty values, and the caller looks at the fault once, at the end.
class Reader {
 public:
  Reader(const json::object& object, std::string path, std::string_view file, std::optional<Error>& fault)
      : object_(object), path_(std::move(path)), file_(file), fault_(fault) {}

  std::string text(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) return fail(key, "must be text"), std::string{};
    return std::string(value->get_string());
  }

  std::string required_text(std::string_view key) {
    std::string value = text(key);
    if (value.empty()) fail(key, "is missing or empty");
    return value;
  }

  std::optional<Date> date(std::string_view key) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    const auto read = parse_iso_date(value);
    if (!read) return fail(key, read.error().what), std::nullopt;
    return *read;
  }

  std::optional<std::int64_t> number(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_int64()) return fail(key, "must be a whole number"), std::nullopt;
    return value->get_int64();
  }

  bool flag(std::string_view key, bool otherwise) {
    const json::value* value = find(key);
    if (value == nullptr) return otherwise;
    if (!value->is_bool()) return fail(key, "must be true or false"), otherwise;
    return value->get_bool();
  }

  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> out;
    each(key, [&](const json::value& item, const std::string&) {
      if (item.is_string()) {
        out.emplace_back(item.get_string());
      } else {
        fail(key, "must hold texts only");
      }
    });
    return out;
  }

  /// Calls visit(value, path) for each entry of an array; an absent array is empty.
  template <typename Visit>
  void each(std::string_view key, const Visit& visit) {
    const json::value* value = find(key);
    if (value == nullptr) return;
    if (!value->is_array()) return fail(key, "must be a list");
    std::size_t index = 0;
    for (const json::value& item : value->get_array()) {
      visit(item, path_ + "/" + std::string(key) + "/" + std::to_string(index++));
    }
  }

  /// Calls visit(Reader) for each object of an array.
  template <typename Visit>
  void each_object(std::string_view key, const Visit& visit) {
    each(key, [&](const json::value& item, const std::string& path) {
      if (!item.is_object()) return note(path, "must be an object");
      Reader reader(item.get_object(), path, file_, fault_);
      visit(reader);
    });
  }

  std::optional<Reader> object(std::string_view key) {
    const json::value* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_object()) return fail(key, "must be an object"), std::nullopt;
    return Reader(value->get_object(), path_ + "/" + std::string(key), file_, fault_);
  }

  [[nodiscard]] bool has(std::string_view key) const { return object_.contains(key); }
  void fail(std::string_view key, const std::string& what) { note(path_ + "/" + std::string(key), what); }

  void note(const std::string& path, const std::string& what) {
    if (fault_) return;
    fault_ = Error{ErrorCode::invalid_input, path + " " + what, "Correct the file and import it again.",
                   std::string(file_) + "#" + path};
  }

 private:
  const json::value* find(std::string_view key) const {
    const auto it = object_.find(key);
    return it == object_.end() || it->value().is_null() ? nullptr : &it->value();
  }

  const json::object& object_;
  std::string path_;
  std::string_view file_;
  std::optional<Error>& fault_;
};

Result<json::value> parse_json(std::string_view text, std::string_view file) {
  boost::system::error_code failed;
  json::value value = json::parse(text, failed, {}, {.max_depth = 16});
  if (failed) {
    return Error{ErrorCode::invalid_input, "not valid JSON: " + failed.message(),
                 "Correct the file and import it again.", std::string(file)};
  }
  return value;
}

std::optional<double> degrees(const json::value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  return std::nullopt;
}

/// ["3511", 52.09, 5.118, "Utrecht", "Utrecht"]
std::optional<Postcode> read_postcode(const json::value& value) {
  if (!value.is_array() || value.get_array().size() != 5) return std::nullopt;
  const json::array& row = value.get_array();
  const auto latitude = degrees(row[1]);
  const auto longitude = degrees(row[2]);
  if (!row[0].is_string() || row[0].get_string().size() != 4 || !latitude || !longitude || !row[3].is_string() ||
      !row[4].is_string()) {
    return std::nullopt;
  }
  Postcode postcode{std::string(row[0].get_string()), GeoPoint{*latitude, *longitude}, std::string(row[3].get_string()),
                    std::string(row[4].get_string())};
  if (!is_plausible(postcode.point)) return std::nullopt;
  return postcode;
}

constexpr auto k_days =
    std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

/// Minutes after midnight of "09:30"; 24:00 is the end of a day. Nothing for another form.
std::optional<int> minutes_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return hour * 60 + minute;
}

/// {"day": "monday", "opens": "09:00", "closes": "17:00"}
OpeningTime read_opening_time(Reader& in) {
  OpeningTime time;
  const auto day = std::find(k_days.begin(), k_days.end(), in.required_text("day"));
  if (day == k_days.end()) in.fail("day", "must be a day in English, monday to sunday");
  time.weekday = static_cast<int>(day - k_days.begin()) + 1;
  const auto opens = minutes_of(in.required_text("opens"));
  const auto closes = minutes_of(in.required_text("closes"));
  if (!opens) in.fail("opens", "must be a time such as 09:00");
  if (!closes || (opens && *closes <= *opens)) in.fail("closes", "must be a time after it opens, such as 17:00");
  time.opens = opens.value_or(0);
  time.closes = closes.value_or(0);
  return time;
}

/// "point": [52.09, 5.118]
std::optional<GeoPoint> read_point(Reader& in) {
  std::vector<double> parts;
  in.each("point", [&](const json::value& value, const std::string& path) {
    if (const auto part = degrees(value)) return parts.push_back(*part);
    in.note(path, "must be a number of degrees");
  });
  if (!in.has("point") || parts.empty()) return std::nullopt;
  const GeoPoint point{parts.front(), parts.back()};
  if (parts.size() != 2 || !is_plausible(point)) in.fail("point", "must be [latitude, longitude] in the Netherlands");
  return point;
}

AdvicePoint read_advice_point(Reader& in, const std::string& region) {
  AdvicePoint point;
  point.id = in.required_text("id");
  point.name = in.required_text("name");
  point.kind = in.required_text("kind");
  const auto kinds = kinds_of_desks();
  if (std::find(kinds.begin(), kinds.end(), point.kind) == kinds.end()) {
    in.fail("kind", "\"" + point.kind + "\" is not a known kind of desk");
  }
  point.region = region;
  point.municipality = in.text("municipality");
  point.valid_from = in.date("validFrom");
  point.valid_until = in.date("validUntil");
  point.verified_at = in.date("verifiedAt");
  point.scope = in.texts("scope");
  point.serves_residence = in.flag("servesResidence", true);
  point.serves_establishment = in.flag("servesEstablishment", false);
  if (auto channels = in.object("channels")) {
    point.channels = {channels->text("url"), channels->text("phone"), channels->text("email"),
                      channels->text("address"), channels->text("openingHours")};
  }
  point.point = read_point(in);
  in.each_object("openingTimes", [&](Reader& one) { point.opening_times.push_back(read_opening_time(one)); });
  point.languages = in.texts("languages");
  point.successor = in.text("successor");
  point.source = in.text("source");
  point.confidence = in.text("confidence");
  point.note = in.text("note");
  return point;
}

Region read_region(Reader& in) {
  Region region;
  const bool national = in.flag("national", false);
  region.slug = national ? "national" : in.required_text("slug");
  region.name = national ? "Nederland" : in.required_text("name");
  region.number = static_cast<int>(in.number("number").value_or(0));
  region.valid_from = in.date("validFrom");
  region.valid_until = in.date("validUntil");
  region.source = in.text("source");
  region.confidence = in.text("confidence");
  in.each_object("municipalities", [&](Reader& one) {
    region.municipalities.push_back(
        {one.required_text("name"), region.slug, one.date("validFrom"), one.date("validUntil"), one.texts("aliases")});
  });
  in.each_object("places", [&](Reader& one) {
    region.places.push_back({one.required_text("name"), one.required_text("municipality")});
  });
  in.each("postcodes", [&](const json::value& value, const std::string& path) {
    if (auto postcode = read_postcode(value)) {
      region.postcodes.push_back(std::move(*postcode));
    } else {
      in.note(path, "must be [\"1234\", latitude, longitude, place, municipality] within the Netherlands");
    }
  });
  in.each_object("advicePoints", [&](Reader& one) {
    region.advice_points.push_back(read_advice_point(one, national ? std::string{} : region.slug));
  });
  return region;
}

}  // namespace

Result<Region> parse_region(std::string_view text, std::string_view file) {
  auto value = parse_json(text, file);
  if (!value) return value.error();
  if (!value->is_object())
    return Error{ErrorCode::invalid_input, "a region file holds one object", "", std::string(file)};
  std::optional<Error> fault;
  Reader reader(value->get_object(), "", file, fault);
  Region region = read_region(reader);
  if (fault) return *fault;
  return region;
}

}  // namespace leerwijzer
