// Reads the columns of a row in order, each into the type that the caller asks for. Only for files
// inside engine/store: it brings in pqxx.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/enum_names.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/core/text.hpp"
#include "engine/store/json_rows.hpp"

#include <pqxx/result>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class RowReader {
 public:
  explicit RowReader(const pqxx::row& row) : row_(row) {}

  /// RowReader(row).into(a, b, c): one variable per column, from the left.
  template <typename... T>
  void into(T&... values) {
    (read(values), ...);
  }

  /// Leaves out one column.
  RowReader& skip() {
    ++column_;
    return *this;
  }

 private:
  [[nodiscard]] std::string_view view() const { return {row_[column_].c_str(), row_[column_].size()}; }
  [[nodiscard]] Error corrupt(std::string_view kind) const {
    return {ErrorCode::corrupt, "\"" + std::string(view()) + "\" is no " + std::string(kind),
            "The database was written by another version of the program.", std::string(row_[column_].name())};
  }
  [[nodiscard]] bool is_null() const { return row_[column_].is_null(); }

  void read(std::string& value) {
    value.assign(view());
    ++column_;
  }
  void read(bool& value) {
    value = view() == "t";
    ++column_;
  }
  void read(int& value) { read_number(value); }
  void read(std::int64_t& value) { read_number(value); }
  void read(double& value) { read_number(value); }
  void read(Cents& value) { read_number(value.value); }
  void read(Date& value) {
    const auto date = parse_iso_date(view());
    if (!date) throw ErrorException(corrupt("date"));
    value = *date;
    ++column_;
  }
  /// NULL is the id that is not stored.
  template <typename Tag>
  void read(Id<Tag>& value) {
    if (is_null()) {
      value = {};
      ++column_;
    } else {
      read_number(value.value);
    }
  }
  template <NamedEnum E>
  void read(E& value) {
    const auto found = value_of<E>(view());
    if (!found) throw ErrorException(corrupt("known name"));
    value = *found;
    ++column_;
  }
  template <typename T>
  void read(std::optional<T>& value) {
    if (is_null()) {
      value.reset();
      ++column_;
    } else {
      read(value.emplace());
    }
  }
  /// From array_to_json(...).
  void read(std::vector<std::string>& values) {
    values = strings_of_json(view());
    ++column_;
  }
  /// From array_to_string(..., ','): names of an enum hold no comma.
  template <NamedEnum E>
  void read(std::vector<E>& values) {
    values.clear();
    for (const std::string& name : split_trimmed(view(), ',')) {
      const auto found = value_of<E>(name);
      if (!found) throw ErrorException(corrupt("list of known names"));
      values.push_back(*found);
    }
    ++column_;
  }

  template <typename T>
  void read_number(T& value) {
    const std::string_view text = view();
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
      throw ErrorException(corrupt("number"));
    ++column_;
  }

  pqxx::row row_;  // a counted reference
  pqxx::row::size_type column_ = 0;
};

}  // namespace leerwijzer
