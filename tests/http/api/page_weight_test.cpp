// How much a page takes to fetch for the first time: itself, styles, scripts and signs, as the proxy in front sends
// them (deploy/nginx: gzip of text). The font comes beside it and is not waited for: text shows in another until then.
#include "tests/http/api/page_person.hpp"

#include "api/web/assets.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <iostream>

namespace leerwijzer {
namespace {

using testing::k_filled;
using testing::Page;

constexpr std::size_t k_most_page_bytes = 45 * 1024;  ///< of 60: the sample is small, and lists in service are longer
constexpr std::size_t k_most_font_bytes = 30 * 1024;
constexpr std::size_t k_most_script_bytes = 5 * 1024;
constexpr int k_nginx_level = 6;  ///< gzip_comp_level of deploy/nginx

std::size_t compressed_size(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::vector<Bytef> out(size);
  EXPECT_EQ(compress2(out.data(), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(), k_nginx_level),
            Z_OK);
  return size + 12;  // head and tail of gzip are longer than those of zlib
}

std::size_t weight_of_assets() {
  std::size_t bytes = 0;
  for (const char* name : {"style", "script", "icon", "manifest"}) bytes += compressed_size(web_asset(name).content);
  return bytes;
}

TEST_F(Page, weighs_little_with_its_styles_scripts_and_signs) {
  ASSERT_EQ(result_of(k_filled).status, 200);
  const std::size_t assets = weight_of_assets();
  std::size_t most = 0;
  std::string heaviest;
  for (const std::string root : {"", "/en"}) {
    for (const char* path :
         {"/", "/vraag/2", "/vraag/3", "/vraag/4", "/vragen", "/resultaat", "/opleidingen/1", "/plan", "/ander-werk",
          "/hulp", "/mijn-plan", "/zoeken?q=zorg", "/vergelijk?opleiding=1&opleiding=2&opleiding=3", "/privacy",
          "/toegankelijkheid", "/ontwikkelaars"}) {
      const std::string address = root == "/en" && std::string_view(path) == "/" ? "/en" : root + path;
      const auto response = get(address);
      ASSERT_EQ(response.status, 200) << address;
      const std::size_t bytes = compressed_size(response.body) + assets;
      EXPECT_LE(bytes, k_most_page_bytes) << address;
      if (bytes > most) {
        most = bytes;
        heaviest = address;
      }
    }
  }
  RecordProperty("heaviest_page", heaviest);
  RecordProperty("heaviest_page_bytes", static_cast<int>(most));
  std::cout << "heaviest: " << heaviest << ", " << most << " bytes of " << k_most_page_bytes << " (" << assets
            << " of them styles, script and signs)\n";
  EXPECT_LE(web_asset("font").content.size(), k_most_font_bytes);
  EXPECT_LE(compressed_size(web_asset("script").content), k_most_script_bytes);
}

}  // namespace
}  // namespace leerwijzer
