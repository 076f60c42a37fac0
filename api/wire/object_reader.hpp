// Reading a JSON object strictly: every unknown key, wrong type and value out of range is noted with
// its JSON pointer and a hint, so that all of them are answered together. null means "not known" and
// reads as absent.
#pragma once

#include "api/http/problem.hpp"
#include "api/query.hpp"
#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

inline constexpr std::size_t k_text_characters = 500;
inline constexpr std::size_t k_list_length = 200;

/// In which language faults are told: English to developers, Dutch to who fills in the body by hand or by a program of
/// their own.
enum class FaultLanguage : std::uint8_t { english, dutch };

/// A body of at most 32 levels. Throws InvalidInput when it is not JSON or not an object.
[[nodiscard]] boost::json::object parse_body(std::string_view body, FaultLanguage language = FaultLanguage::english);

class ObjectReader {
 public:
  ObjectReader(const boost::json::object& object, std::string pointer, std::vector<FieldError>& errors,
               FaultLanguage language = FaultLanguage::english);

  [[nodiscard]] std::optional<std::string> text(std::string_view key, std::size_t characters = k_text_characters);
  /// `refusal`: what to say to a person of a number that is out of range, in Dutch; empty: in English, to a developer.
  [[nodiscard]] std::optional<double> number(std::string_view key, double min, double max,
                                             std::string_view refusal = {});
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t min, std::int64_t max,
                                                    std::string_view refusal = {});
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::optional<Date> date(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::size_t most = k_list_length);
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key, std::int64_t min, std::int64_t max);
  [[nodiscard]] std::optional<std::string> choice(std::string_view key, std::span<const std::string_view> choices);
  [[nodiscard]] std::vector<std::string> choices(std::string_view key, std::span<const std::string_view> choices);
  /// Any value; null when absent.
  [[nodiscard]] const boost::json::value* any(std::string_view key);

  /// Reads the object under `key` with `read`, which gets a reader of its own; then notes its unknown keys.
  void object(std::string_view key, const std::function<void(ObjectReader&)>& read);
  /// Reads each object of the list under `key`.
  /// `refusal`: what to say to a person of a list that is too long, in Dutch; empty: in English.
  void objects(std::string_view key, const std::function<void(ObjectReader&)>& read, std::string_view refusal = {});

  template <typename E>
  [[nodiscard]] std::vector<E> enums(std::string_view key) {
    const std::vector<std::string_view> names = names_of<E>();
    std::vector<E> out;
    for (const std::string& one : choices(key, names)) out.push_back(*value_of<E>(one));
    return out;
  }

  /// All keys of the object, for objects whose keys are data.
  [[nodiscard]] const boost::json::object& raw() const noexcept { return object_; }
  void take_all_keys();

  void fault(std::string_view key, std::string what, std::string hint);
  /// Notes the keys that nobody asked for. To be called once, at the end.
  void finish();

  [[nodiscard]] std::string pointer(std::string_view key) const;

 private:
  [[nodiscard]] std::string say(std::string_view english, std::string_view dutch) const;
  [[nodiscard]] std::string wanted(std::string_view want, std::string_view want_in_dutch,
                                   const boost::json::value& got) const;
  [[nodiscard]] std::string range(double min, double max) const;
  const boost::json::value* find(std::string_view key);
  const boost::json::array* list(std::string_view key, std::size_t most, std::string_view refusal = {});
  std::optional<std::string> clean_text(const boost::json::value& value, std::string_view key, std::size_t characters);
  bool known(std::string_view value, std::string_view key, std::span<const std::string_view> choices);

  const boost::json::object& object_;
  std::string pointer_;
  std::vector<FieldError>& errors_;
  FaultLanguage language_;
  std::vector<std::string> asked_;
};

}  // namespace leerwijzer
