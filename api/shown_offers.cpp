#include "api/shown_offers.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace leerwijzer {
namespace {

constexpr std::string_view k_header = "shown offers";  // no name of a header that could be sent

}  // namespace

void tell_shown(Answer& answer, const std::vector<OfferId>& offers) {
  std::string text;
  for (const OfferId offer : offers) text += std::to_string(offer.value) + ",";
  if (!text.empty()) answer.headers.emplace_back(k_header, std::move(text));
}

std::vector<OfferId> take_shown(TextPairs& headers) {
  std::vector<OfferId> offers;
  const auto told =
      std::find_if(headers.begin(), headers.end(), [](const auto& header) { return header.first == k_header; });
  if (told == headers.end()) return offers;
  for (const std::string& number : split_trimmed(told->second, ',')) {
    OfferId& id = offers.emplace_back();
    std::from_chars(number.data(), number.data() + number.size(), id.value);
  }
  headers.erase(told);
  return offers;
}

}  // namespace leerwijzer
