#include "engine/domain/allowed_markup.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr auto k_tags = std::to_array<std::string_view>({"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"});
constexpr std::size_t k_longest_entity = 10;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// "&amp;", "&#233;", "&#xE9;": of what kind is not looked at.
bool is_entity(std::string_view text) {
  const std::size_t end = text.substr(0, k_longest_entity + 1).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  std::string_view name = text.substr(1, end - 1);
  if (name.front() == '#') name.remove_prefix(1);
  return !name.empty() && std::all_of(name.begin(), name.end(), is_letter_or_digit);
}

Error refusal(std::string what, std::string hint) {
  return {ErrorCode::invalid_input, std::move(what), std::move(hint), ""};
}

/// ` href="https://..."` and nothing else.
bool is_plain_link(std::string_view attributes) {
  attributes = trim(attributes);
  if (!attributes.starts_with("href=\"") || attributes.size() < 8 || attributes.back() != '"') return false;
  const std::string_view address = attributes.substr(6, attributes.size() - 7);
  const bool known =
      address.starts_with("https://") || address.starts_with("http://") || address.starts_with("mailto:");
  return known && std::none_of(address.begin(), address.end(), [](char c) {
           return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == 0x7f;
         });
}

class Markup {
 public:
  explicit Markup(std::string_view text) : text_(text) {}

  Result<std::string> read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '<' && starts_tag()) {
        if (auto fault = tag()) return std::move(*fault);
      } else {
        sign(c);
        ++at_;
      }
    }
    if (!open_.empty())
      return refusal("De tag <" + open_.back() + "> wordt niet gesloten.", "Zet er </" + open_.back() + "> achter.");
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool starts_tag() const {
    if (at_ + 1 >= text_.size()) return false;
    const char next = text_[at_ + 1];
    return is_letter(next) || next == '/' || next == '!' || next == '?';
  }

  void sign(char c) {
    if (c == '<') {
      out_ += "&lt;";
    } else if (c == '>') {
      out_ += "&gt;";
    } else if (c == '&' && !is_entity(text_.substr(at_))) {
      out_ += "&amp;";
    } else {
      out_ += c;
    }
  }

  std::optional<Error> tag() {
    const std::size_t end = text_.find('>', at_);
    if (end == std::string_view::npos)
      return refusal("Er begint een tag die niet eindigt.", "Schrijf een los teken < als &lt;.");
    std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    const bool closes = inside.starts_with('/');
    if (closes) inside.remove_prefix(1);
    std::size_t length = 0;
    while (length < inside.size() && is_letter_or_digit(inside[length])) ++length;
    const std::string name = to_lower_ascii(inside.substr(0, length));
    std::string_view rest = inside.substr(length);
    if (name == "br" && trim(rest) == "/") rest = {};
    if (std::find(k_tags.begin(), k_tags.end(), name) == k_tags.end()) {
      return refusal("De tag <" + std::string(truncate_utf8(inside, 30)) + "> mag hier niet.",
                     "Gebruik alleen p, br, b, strong, i, em, ul, ol, li en a.");
    }
    const bool fits = name == "a" && !closes ? is_plain_link(rest) : trim(rest).empty();
    if (!fits) {
      return refusal("De tag <" + name + "> heeft iets dat hier niet mag.",
                     "Gebruik alleen bij a een href, met een adres dat begint met https://, http:// of mailto:.");
    }
    if (auto fault = nest(name, closes)) return fault;
    out_ +=
        "<" + std::string(closes ? "/" : "") + name + (trim(rest).empty() ? "" : " " + std::string(trim(rest))) + ">";
    at_ = end + 1;
    return std::nullopt;
  }

  std::optional<Error> nest(const std::string& name, bool closes) {
    if (name == "br") {
      if (closes) return refusal("De tag </br> bestaat niet.", "Schrijf <br>.");
      return std::nullopt;
    }
    if (!closes) {
      open_.push_back(name);
      return std::nullopt;
    }
    if (open_.empty() || open_.back() != name)
      return refusal("De tag </" + name + "> sluit niets.", "Sluit tags in de volgorde waarin ze open gingen.");
    open_.pop_back();
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace

Result<std::string> allowed_markup(std::string_view text) { return Markup(text).read(); }

}  // namespace leerwijzer
