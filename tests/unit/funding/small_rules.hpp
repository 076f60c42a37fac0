// Small scheme files for tests of the loader and of the evaluation, made from a base by changing parts.
#pragma once

#include "tests/unit/funding/shipped_rules.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace leerwijzer::testing {

inline constexpr std::string_view k_small_scheme = R"({
  "id": "ONE", "name": "Regeling Een", "issuer": "Kantoor", "applicant": "worker", "beneficiary": "worker",
  "kind": "grant",
  "versions": [{
    "validFrom": "2020-01-01", "validTo": null, "status": "active",
    "rule": {"all": [
      {"fact": "person.age_on_course_start", "op": "<", "param": "one.age"},
      {"fact": "course.path", "op": "in", "value": ["wo", "ad"]},
      {"fact": "course.recognised_nl", "op": "==", "value": true}
    ]},
    "pays": {"type": "grant", "covers": "fee", "receiver": "worker", "percentage": 0.5, "cap": {"param": "one.cap"}},
    "base": "gross", "discretion": "right", "lowersWorkerCost": true,
    "windows": [{"type": "continuous"}], "evidence": [], "legalBasis": "", "url": "", "confidence": "verified",
    "notes": "", "checkedAt": "2026-11-21", "nextCheck": "2027-01-01"
  }],
  "parameters": [
    {"key": "one.age", "validFrom": "2020-01-01", "validTo": null, "value": 57, "unit": "years", "confidence": "verified", "source": ""},
    {"key": "one.cap", "validFrom": "2020-01-01", "validTo": null, "value": 100000, "unit": "eurocent", "confidence": "verified", "source": ""}
  ],
  "stacking": [],
  "texts": {"what": "Dit is een regeling.", "todo": "Vraag het aan."}
})";

/// The base with the value at a JSON pointer replaced (or added, where its parent is an object).
inline std::string changed(std::string_view base, std::string_view pointer, std::string_view value) {
  boost::json::value document = boost::json::parse(base);
  const std::size_t slash = pointer.rfind('/');
  const std::string key(pointer.substr(slash + 1));
  boost::json::value& parent = document.at_pointer(pointer.substr(0, slash));
  if (parent.is_array()) {
    parent.get_array().at(std::stoul(key)) = boost::json::parse(value);
  } else {
    parent.get_object()[key] = boost::json::parse(value);
  }
  return boost::json::serialize(document);
}

inline std::string small_scheme(std::string_view pointer, std::string_view value) {
  return changed(k_small_scheme, pointer, value);
}

/// A scheme of its own id without parameters: always a yes; pays a share up to a cap.
inline std::string open_scheme(const std::string& id, std::string_view pays, std::string_view kind = "grant",
                               std::string_view stacking = "[]") {
  std::string text(k_small_scheme);
  text = changed(text, "/id", "\"" + id + "\"");
  text = changed(text, "/name", "\"" + id + "\"");
  text = changed(text, "/kind", "\"" + std::string(kind) + "\"");
  text = changed(text, "/parameters", "[]");
  text = changed(text, "/stacking", stacking);
  text = changed(text, "/versions/0/rule", R"({"fact": "case.exam_passed", "op": "==", "value": true})");
  return changed(text, "/versions/0/pays", pays);
}

}  // namespace leerwijzer::testing
