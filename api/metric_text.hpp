// Writes samples in the text format of Prometheus. Values of labels are escaped; names and help are ours.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leerwijzer {

class MetricText {
 public:
  explicit MetricText(std::string begin = {}) : text_(std::move(begin)) {}

  /// What the samples of that name mean; before the first of them, once.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string_view>> labels,
              double value);

  /// A family of one sample without labels.
  template <typename Number>
  void gauge(std::string_view name, std::string_view help, Number value) {
    static_assert(std::is_arithmetic_v<Number>);
    family(name, "gauge", help);
    sample(name, {}, static_cast<double>(value));
  }
  template <typename Number>
  void counter(std::string_view name, std::string_view help, Number value) {
    static_assert(std::is_arithmetic_v<Number>);
    family(name, "counter", help);
    sample(name, {}, static_cast<double>(value));
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace leerwijzer
