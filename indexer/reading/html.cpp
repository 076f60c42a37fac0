#include "indexer/reading/html.hpp"

#include "engine/core/text.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_bytes = 64 * 1024;
constexpr int k_deepest = 40;

struct FreeOutput {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

std::unique_ptr<GumboOutput, FreeOutput> parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return std::unique_ptr<GumboOutput, FreeOutput>(gumbo_parse_with_options(&options, html.data(), html.size()));
}

/// Gumbo builds a tree as deep as its input: refuse to hand it thousands of nested tags.
bool too_many_tags(std::string_view text) { return std::count(text.begin(), text.end(), '<') > 5'000; }

bool holds_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (at + 1 >= text.size()) break;
    const char next = text[at + 1];
    if (next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) return true;
  }
  return false;
}

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
}

std::string_view allowed_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P: return "p";
    case GUMBO_TAG_B: return "b";
    case GUMBO_TAG_STRONG: return "strong";
    case GUMBO_TAG_I: return "i";
    case GUMBO_TAG_EM: return "em";
    case GUMBO_TAG_UL: return "ul";
    case GUMBO_TAG_OL: return "ol";
    case GUMBO_TAG_LI: return "li";
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return "p";
    default: return {};
  }
}

bool is_hidden(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_TITLE ||
         tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_OBJECT || tag == GUMBO_TAG_SVG ||
         tag == GUMBO_TAG_NOSCRIPT;
}

bool is_block(GumboTag tag) {
  return tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_BR ||
         tag == GUMBO_TAG_TR || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
         (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) || tag == GUMBO_TAG_TD;
}

bool safe_address(std::string_view href) {
  const std::string lower = to_lower_ascii(trim(href));
  const bool known = lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("mailto:");
  return known && std::none_of(lower.begin(), lower.end(),
                               [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<'; });
}

std::string href_of(const GumboElement& element) {
  const GumboAttribute* href = gumbo_get_attribute(&element.attributes, "href");
  return href != nullptr && safe_address(href->value) ? std::string(trim(href->value)) : std::string{};
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

void write_html(const GumboNode& node, std::string& out, int depth) {
  if (depth > k_deepest) return;
  if (is_text(node)) return append_escaped(out, node.v.text.text);
  if (node.type != GUMBO_NODE_ELEMENT) return;
  const GumboElement& element = node.v.element;
  if (is_hidden(element.tag)) return;
  if (element.tag == GUMBO_TAG_BR) {
    out += "<br>";
    return;
  }
  const std::string_view tag = allowed_tag(element.tag);
  const std::string href = element.tag == GUMBO_TAG_A ? href_of(element) : std::string{};
  if (!href.empty()) {
    out += "<a href=\"";
    append_escaped(out, href);
    out += "\">";
  }
  if (!tag.empty()) out.append("<").append(tag).append(">");
  for (unsigned i = 0; i < element.children.length; ++i) {
    write_html(*static_cast<const GumboNode*>(element.children.data[i]), out, depth + 1);
  }
  if (!tag.empty()) out.append("</").append(tag).append(">");
  if (!href.empty()) out += "</a>";
  if (tag.empty() && is_block(element.tag) && !out.ends_with(' ')) out += ' ';
}

void write_text(const GumboNode& node, std::string& out, int depth) {
  if (depth > k_deepest) return;
  if (is_text(node)) {
    out += node.v.text.text;
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT || is_hidden(node.v.element.tag)) return;
  if (is_block(node.v.element.tag)) out += '\n';
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    write_text(*static_cast<const GumboNode*>(children.data[i]), out, depth + 1);
  if (is_block(node.v.element.tag)) out += '\n';
}

void collect_items(const GumboNode& node, std::vector<std::string>& items, int depth) {
  if (depth > k_deepest || node.type != GUMBO_NODE_ELEMENT) return;
  if (node.v.element.tag == GUMBO_TAG_LI) {
    std::string text;
    write_text(node, text, depth);
    if (std::string line = collapse_spaces(text); !line.empty()) items.push_back(std::move(line));
    return;
  }
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    collect_items(*static_cast<const GumboNode*>(children.data[i]), items, depth + 1);
}

const GumboNode* body_of(const GumboOutput& output) {
  const GumboVector& children = output.root->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY) return child;
  }
  return output.root;
}

/// Text with markup as it is, or without it when there is far too much of it.
std::string bounded(std::string_view text) {
  std::string clean = replace_invalid_utf8(truncate_utf8(text, k_most_bytes));
  if (too_many_tags(clean)) {
    std::replace(clean.begin(), clean.end(), '<', ' ');
    std::replace(clean.begin(), clean.end(), '>', ' ');
  }
  return clean;
}

std::string visible_text(std::string_view html) {
  const auto output = parse(html);
  std::string text;
  write_text(*body_of(*output), text, 0);
  return text;
}

std::string_view without_bullet(std::string_view line) {
  line = trim(line);
  for (std::string_view bullet : {"-", "*", "•", "–", "·", "o "}) {
    if (line.starts_with(bullet)) return trim(line.substr(bullet.size()));
  }
  return line;
}

}  // namespace

std::string clean_html(std::string_view text) {
  const std::string input = bounded(text);
  std::string out;
  if (!holds_markup(input)) {
    append_escaped(out, trim(input.find('&') == std::string::npos ? input : visible_text(input)));
    return out;
  }
  const auto output = parse(input);
  const GumboVector& children = body_of(*output)->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) write_html(*static_cast<const GumboNode*>(children.data[i]), out, 0);
  return std::string(trim(out));
}

std::string plain_text(std::string_view text) {
  const std::string input = bounded(text);
  if (!holds_markup(input) && input.find('&') == std::string::npos) return collapse_spaces(input);
  return collapse_spaces(visible_text(input));
}

std::vector<std::string> list_items(std::string_view text) {
  const std::string input = bounded(text);
  std::vector<std::string> items;
  std::string lines = input;
  if (holds_markup(input)) {
    const auto output = parse(input);
    collect_items(*body_of(*output), items, 0);
    if (!items.empty()) return items;
    lines.clear();
    write_text(*body_of(*output), lines, 0);
  }
  for (const std::string& line : split_trimmed(lines, '\n')) {
    for (const std::string& part : split_trimmed(without_bullet(line), ';')) {
      if (std::string item = plain_text(part); !item.empty()) items.push_back(std::move(item));
    }
  }
  return items;
}

}  // namespace leerwijzer
