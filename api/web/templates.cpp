#include "api/web/templates.hpp"

#include "api/embedded.hpp"

#include <map>
#include <stdexcept>
#include <utility>

namespace leerwijzer {
namespace {

std::string_view embedded(std::string_view name) {
  for (const EmbeddedFile& file : embedded_web()) {
    if (file.name == name) return file.text;
  }
  throw std::logic_error("the template " + std::string(name) + " is not part of the program");
}

/// A text as HTML, its places as mustache.
std::string text_as_template(const std::string& text) {
  std::string out;
  for (const char c : escaped(text)) {
    if (c == '{')
      out += "{{";
    else if (c == '}')
      out += "}}";
    else
      out += c;
  }
  return out;
}

std::string value_of_mark(std::string_view mark, const Texts& texts) {
  if (mark.starts_with('>')) return compiled_template(std::string(mark.substr(1)) + ".mustache", texts.language());
  if (mark == "@root") return std::string(texts.root());
  if (mark == "@dutch") return std::string(texts.dutch());
  if (mark == "@language") return std::string(name_of(texts.language()));
  if (mark.starts_with('#'))
    return "<svg class=\"lw-icon\" aria-hidden=\"true\"><use href=\"#i-" + std::string(mark.substr(1)) + "\"/></svg>";
  return text_as_template(texts.text(mark));
}

}  // namespace

PageData page_list() { return PageData(PageData::type::list); }

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string compiled_template(std::string_view name, Language language) {
  const Texts& texts = Texts::in(language);
  const std::string_view source = embedded(name);
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = source.find("[[", at);
    const std::size_t close = open == std::string_view::npos ? open : source.find("]]", open);
    if (close == std::string_view::npos) break;
    out.append(source, at, open - at);
    out += value_of_mark(source.substr(open + 2, close - open - 2), texts);
    at = close + 2;
  }
  return out.append(source, at);
}

std::string render_template(std::string_view name, Language language, const PageData& data) {
  // Rendering writes into the template, so each thread has its own.
  thread_local std::map<std::pair<std::string, Language>, kainjow::mustache::mustache> compiled;
  const std::pair key{std::string(name), language};
  auto found = compiled.find(key);
  if (found == compiled.end())
    found = compiled.emplace(key, kainjow::mustache::mustache(compiled_template(name, language))).first;
  return found->second.render(data);
}

void set_or_false(PageData& data, const std::string& name, const std::string& text) {
  if (text.empty()) {
    data.set(name, false);
  } else {
    data.set(name, text);
  }
}

}  // namespace leerwijzer
