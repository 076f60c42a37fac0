// The templates of the pages. Each is compiled once a language, when it is first used: [[key]] becomes the text of
// that key, [[>name]] another template, [[@root]] the start of an address, [[@dutch]] a lang attribute where a Dutch
// text stands on an English page, [[#name]] a sign of the sprite. What is left is mustache.
#pragma once

#include "api/web/template_text.hpp"
#include "api/web/texts.hpp"

#include <mustache.hpp>

#include <string>
#include <string_view>

namespace leerwijzer {

using PageData = kainjow::mustache::data;

[[nodiscard]] PageData page_list();

/// Throws std::logic_error for a template or a text that does not exist.
[[nodiscard]] std::string render_template(std::string_view name, Language language, const PageData& data);

/// Empty becomes false, so that a section of that name is left out.
void set_or_false(PageData& data, const std::string& name, const std::string& text);

}  // namespace leerwijzer
