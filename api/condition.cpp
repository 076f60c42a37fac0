#include "api/condition.hpp"

#include "engine/core/text.hpp"

#include <charconv>

namespace leerwijzer {

std::string tag_of(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

std::int64_t expected_version(const Call& call) {
  std::string_view tag = trim(call.request.header("if-match"));
  if (tag.empty()) {
    throw ErrorException({ErrorCode::precondition_required, "Er staat niet bij welke versie u wijzigt.",
                          "Haal het eerst op, en stuur de waarde van ETag mee in If-Match.", "If-Match"});
  }
  std::int64_t version = 0;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
    tag = tag.substr(1, tag.size() - 2);
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (error == std::errc{} && end == tag.data() + tag.size() && version > 0) return version;
  }
  throw ErrorException({ErrorCode::invalid_input, "If-Match noemt geen versie van hier.",
                        "Stuur de waarde van ETag zoals u die kreeg, met de aanhalingstekens.", "If-Match"});
}

Error changed_since() {
  return {ErrorCode::precondition_failed, "Iemand anders heeft dit intussen veranderd.",
          "Haal het opnieuw op, en doe uw wijziging nog een keer.", "If-Match"};
}

}  // namespace leerwijzer
