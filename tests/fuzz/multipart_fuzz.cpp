// Forms with files: whatever bytes come, parts that lie in the body and written again read back the same, or a refusal.
#include "api/http/multipart.hpp"
#include "tests/fuzz/target.hpp"

#include <cstdlib>
#include <string_view>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"",
          {"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--b\r\nContent-Disposition: form-data; "
           "name=\"bestand\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\nkey;title\r\n1;Lassen\r\n--b--\r\n",
           "--b--\r\n", "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--b--",
           "multipart/form-data; boundary=\"b\"", "--b\r\n\r\n--b--"},
          30'000};
}

}  // namespace leerwijzer::fuzz

namespace {

bool lies_in(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string body(reinterpret_cast<const char*>(data), size);
  static_cast<void>(read_multipart(body, body));
  const auto parts = read_multipart("multipart/form-data; boundary=b", body);
  if (!parts) return 0;
  if (parts->size() > k_most_parts) std::abort();
  std::string again;
  for (const FormPart& part : *parts) {
    if (part.name.empty() || !lies_in(part.name, body) || !lies_in(part.content, body)) std::abort();
    // In quotes, whatever is in a name but a quote comes back.
    if (part.name.find('"') != std::string_view::npos) return 0;
    again += "--b\r\nContent-Disposition: form-data; name=\"" + std::string(part.name) + "\"\r\n\r\n" +
             std::string(part.content) + "\r\n";
  }
  again += "--b--\r\n";  // parts are views of it
  const auto same = read_multipart("multipart/form-data; boundary=b", again);
  if (!same || same->size() != parts->size()) std::abort();
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if ((*same)[i].name != (*parts)[i].name || (*same)[i].content != (*parts)[i].content) std::abort();
  }
  return 0;
}
