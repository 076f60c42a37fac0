#include "api/web/assets.hpp"

#include "api/embedded.hpp"
#include "engine/core/text.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

std::string embedded(std::string_view name) {
  for (const EmbeddedFile& file : embedded_web()) {
    if (file.name == name) return std::string(file.text);
  }
  throw std::logic_error("the file " + std::string(name) + " is not part of the program");
}

WebAsset asset(std::string_view name, std::string type, std::string content, const std::string& ending) {
  WebAsset one{name, std::move(type), std::move(content), {}};
  one.address = "/assets/" + digest(one.content) + ending;
  return one;
}

void put(std::string& text, std::string_view place, const std::string& value) {
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
}

std::vector<WebAsset> make_assets() {
  std::vector<WebAsset> all;
  all.push_back(asset("font", "font/woff2", embedded("source-sans-3-latin.woff2"), ".woff2"));
  const std::string font = all.back().address;
  std::string style = embedded("utrecht.css") + embedded("site.css");
  put(style, "source-sans-3-latin.woff2", font);
  all.push_back(asset("style", "text/css; charset=utf-8", std::move(style), ".css"));
  all.push_back(asset("script", "text/javascript; charset=utf-8", embedded("site.js"), ".js"));
  for (const auto& [name, stem] : {std::pair("desk-style", "desk"), std::pair("school-style", "school")})
    all.push_back(asset(name, "text/css; charset=utf-8", embedded(std::string(stem) + ".css"), ".css"));
  for (const auto& [name, stem] : {std::pair("desk-script", "desk"), std::pair("school-script", "school")})
    all.push_back(asset(name, "text/javascript; charset=utf-8", embedded(std::string(stem) + ".js"), ".js"));
  all.push_back(asset("icon", "image/svg+xml", embedded("icon.svg"), ".svg"));
  const std::string icon = all.back().address;
  all.push_back(asset("touch-icon", "image/png", embedded("icon-192.png"), ".png"));
  std::string manifest = embedded("site.webmanifest");
  put(manifest, "icon.svg", icon);
  put(manifest, "icon-192.png", all.back().address);
  all.push_back(asset("manifest", "application/manifest+json", std::move(manifest), ".webmanifest"));
  all.push_back(asset("card", "image/png", embedded("card.png"), ".png"));
  return all;
}

}  // namespace

std::span<const WebAsset> web_assets() {
  static const std::vector<WebAsset> all = make_assets();
  return all;
}

const WebAsset& web_asset(std::string_view name) {
  for (const WebAsset& one : web_assets()) {
    if (one.name == name) return one;
  }
  throw std::logic_error("there is no asset " + std::string(name));
}

}  // namespace leerwijzer
