// Cleaning HTML: only allowed tags come out, and cleaning twice adds nothing that may not be shown.
#include "indexer/reading/html.hpp"
#include "tests/fuzz/target.hpp"

#include "engine/core/text.hpp"

#include <cstdlib>

namespace leerwijzer::fuzz {

SeedPlan seed_plan() {
  return {"", {"<p>Zorg &amp; <b>welzijn</b><script>alert(1)</script></p>", "<ul><li>een<li>twee</ul>", "<a href=\"https://x.example/?a=1&amp;b=2\">y</a><img src=x onerror=y>",
               "<table><tr><td>a</td></tr></table>", "caf&eacute; &#x3c;b&#x3e; 3 < 4", "<svg><style><p>", "<!--x--><![CDATA[y]]><?z?>"}, 20'000};
}

bool only_allowed(std::string_view html) {
  constexpr std::string_view k_allowed[] = {"p>", "/p>", "br>", "b>", "/b>", "strong>", "/strong>", "i>", "/i>", "em>", "/em>", "ul>", "/ul>", "ol>", "/ol>", "li>", "/li>", "a href=\"http", "a href=\"mailto:", "/a>"};
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    bool allowed = false;
    for (std::string_view tag : k_allowed) allowed = allowed || to_lower_ascii(html.substr(at + 1, tag.size())) == tag;
    if (!allowed) return false;
  }
  return true;
}

}  // namespace leerwijzer::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leerwijzer;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string clean = clean_html(text);
  if (!is_clean_utf8(clean) || !fuzz::only_allowed(clean)) std::abort();
  if (!is_clean_utf8(plain_text(text))) std::abort();
  for (const std::string& item : list_items(text)) {
    if (item.empty() || !is_clean_utf8(item)) std::abort();
  }
  return 0;
}
