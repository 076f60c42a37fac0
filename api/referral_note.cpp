#include "api/referral_note.hpp"

#include "engine/core/text.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

std::vector<ReferralPart> parts_of_referral(const OpenedReferral& referral) {
  std::vector<ReferralPart> parts;
  const boost::json::object content = boost::json::parse(referral.content.value_or("{}")).as_object();
  const boost::json::value* sections = content.if_contains("sections");
  if (sections == nullptr) return parts;
  for (const boost::json::value& one : sections->as_array()) {
    parts.push_back({std::string(one.at("section").as_string()), std::string(one.at("title").as_string()),
                     std::string(one.at("text").as_string())});
  }
  return parts;
}

std::string note_of_referral(const OpenedReferral& referral) {
  std::string text;
  for (const ReferralPart& part : parts_of_referral(referral)) {
    if (part.section != "contact") text += part.title + "\n" + part.text + "\n\n";
  }
  return std::string(trim(text));
}

}  // namespace leerwijzer
