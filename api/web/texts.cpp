#include "api/web/texts.hpp"

#include "api/embedded.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace leerwijzer {
namespace {

constexpr std::string_view k_english = "/en";
/// What is no page, or the same in every language.
constexpr auto k_one_language = std::to_array<std::string_view>(
    {"/v1", "/assets", "/health", "/ready", "/metrics", "/.well-known", "/robots.txt", "/sitemap.xml"});

std::string grouped(std::string digits, char separator) {
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, separator);
  return digits;
}

}  // namespace

Language language_of_path(std::string_view path) noexcept {
  const bool english = path == k_english || path.starts_with("/en/");
  return english && path_without_language(path).size() < path.size() ? Language::en : Language::nl;
}

std::string_view path_without_language(std::string_view path) noexcept {
  if (path == k_english) return "/";
  if (!path.starts_with("/en/")) return path;
  const std::string_view rest = path.substr(k_english.size());
  const bool one = std::any_of(k_one_language.begin(), k_one_language.end(), [&](std::string_view stem) {
    return rest == stem || (rest.starts_with(stem) && rest[stem.size()] == '/');
  });
  return one ? path : rest;
}

Texts::Texts(Language language) : language_(language) {
  const std::string name = std::string(name_of(language)) + ".json";
  for (const EmbeddedFile& file : embedded_texts()) {
    if (file.name != name) continue;
    const boost::json::value document = boost::json::parse(file.text);
    for (const auto& [key, value] : document.as_object())
      all_.emplace(std::string(key.data(), key.size()), value.as_string().c_str());
  }
  if (all_.empty()) throw std::logic_error("the texts of " + name + " are not part of the program");
}

const Texts& Texts::in(Language language) {
  static const Texts dutch(Language::nl);
  static const Texts english(Language::en);
  return language == Language::en ? english : dutch;
}

const std::string& Texts::text(std::string_view key) const {
  const auto found = all_.find(key);
  if (found == all_.end()) throw std::logic_error("there is no text " + std::string(key));
  return found->second;
}

std::string Texts::with(std::string_view key, const TextValues& values) const {
  const std::string& text = this->text(key);
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) break;
    out.append(text, at, open - at);
    const std::string_view place = std::string_view(text).substr(open + 1, close - open - 1);
    for (const auto& [name, value] : values) {
      if (name == place) out += value;
    }
    at = close + 1;
  }
  return out.append(text, at);
}

std::string Texts::counted(std::string_view key, std::size_t count, TextValues values) const {
  values.emplace_back("count", number(count));
  return with(std::string(key) + (count == 1 ? ".one" : ".many"), values);
}

std::string Texts::date(Date date) const {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     text(fmt::format("date.month.{}", static_cast<unsigned>(date.month()))),
                     static_cast<int>(date.year()));
}

std::string Texts::month(std::chrono::year_month month) const {
  return fmt::format("{} {}", text(fmt::format("date.month.{}", static_cast<unsigned>(month.month()))),
                     static_cast<int>(month.year()));
}

std::string_view Texts::short_month(unsigned month) const { return text(fmt::format("date.short.{}", month)); }

std::string Texts::money(Cents amount) const {
  if (language_ == Language::nl) return format_euro(amount);
  const std::int64_t cents = std::abs(amount.value);
  std::string out = (amount.value < 0 ? "-€" : "€") + grouped(std::to_string(cents / 100), ',');
  if (cents % 100 != 0) out += fmt::format(".{:02}", cents % 100);
  return out;
}

std::string Texts::money(CentsInterval amount) const {
  if (amount.min == amount.max) return money(amount.max);
  return with("money.between", {{"least", money(amount.min)}, {"most", money(amount.max)}});
}

std::string Texts::number(std::size_t number) const {
  return grouped(std::to_string(number), language_ == Language::en ? ',' : '.');
}

std::string Texts::decimal(double number) const {
  const double tenth = std::round(number * 10) / 10;
  std::string text = tenth == std::floor(tenth) ? fmt::format("{}", std::lround(tenth)) : fmt::format("{:.1f}", tenth);
  if (language_ == Language::nl) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace leerwijzer
