#include "indexer/reading/html.hpp"

#include "engine/core/text.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cctype>
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

/// Does an HTML tag or a comment begin at this "<"? "List<String>", "a < b" and "<jan@school.nl>" hold none.
bool begins_tag(std::string_view text, std::size_t at) {
  std::size_t from = at + 1;
  if (from < text.size() && (text[from] == '!' || text[from] == '?')) return true;
  if (from < text.size() && text[from] == '/') ++from;
  std::size_t end = from;
  while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
  if (end == from || end - from > 20) return false;
  if (end < text.size() && text[end] == ':') return true;  // of a word processor: <o:p>
  const bool closes = end == text.size() || std::string_view(" \t\r\n\f/>").find(text[end]) != std::string_view::npos;
  return closes && gumbo_tagn_enum(text.data() + from, static_cast<unsigned>(end - from)) != GUMBO_TAG_UNKNOWN;
}

bool holds_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (begins_tag(text, at)) return true;
  }
  return false;
}

/// Text in which only tags are left to be read as tags.
std::string with_literal_brackets(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '<' && !begins_tag(text, at)) {
      out += "&lt;";
    } else {
      out += text[at];
    }
  }
  return out;
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

std::string visible_text(std::string_view html);

/// Letters, signs and spaces that were encoded twice ("&amp;eacute;") and are still encoded after decoding once. What
/// has a meaning in markup is never decoded a second time, so no tag can come of it.
std::string with_twice_encoded_letters(std::string_view text) {
  constexpr std::size_t k_longest = 12;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '&' ? text.substr(at, k_longest).find(';') : std::string_view::npos;
    const std::string_view entity = end == std::string_view::npos ? std::string_view{} : text.substr(at, end + 1);
    const bool plausible = entity.size() > 3 && std::all_of(entity.begin() + 1, entity.end() - 1, [](char c) {
                             return c == '#' || std::isalnum(static_cast<unsigned char>(c)) != 0;
                           });
    const std::string decoded = plausible ? visible_text(entity) : std::string{};
    if (decoded.empty() || decoded == entity || decoded.find_first_of("<>&\"'") != std::string::npos) {
      out += text[at++];
    } else {
      out += decoded;
      at += entity.size();
    }
  }
  return out;
}

void append_text(std::string& out, std::string_view text) {
  if (text.find('&') == std::string_view::npos) return append_escaped(out, text);
  append_escaped(out, with_twice_encoded_letters(text));
}

void write_html(const GumboNode& node, std::string& out, int depth) {
  if (depth > k_deepest) return;
  if (is_text(node)) return append_text(out, node.v.text.text);
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

/// Text with markup as it is, or without it when there is far too much of it; lines end in "\n".
std::string bounded(std::string_view text) {
  std::string clean = replace_invalid_utf8(truncate_utf8(text, k_most_bytes));
  if (clean.find('\r') != std::string::npos) {
    std::string lines;
    for (std::size_t at = 0; at < clean.size(); ++at) {
      if (clean[at] != '\r') {
        lines += clean[at];
      } else if (at + 1 == clean.size() || clean[at + 1] != '\n') {
        lines += '\n';
      }
    }
    clean = std::move(lines);
  }
  if (too_many_tags(clean)) {
    std::replace(clean.begin(), clean.end(), '<', ' ');
    std::replace(clean.begin(), clean.end(), '>', ' ');
  }
  return clean;
}

std::string visible_text(std::string_view html) {
  const auto output = parse(with_literal_brackets(html));
  std::string text;
  write_text(*body_of(*output), text, 0);
  return text;
}

std::string cleaned_once(const std::string& text) {
  std::string out;
  std::string html = text;
  if (!holds_markup(text)) {
    html = std::string(trim(text.find('&') == std::string::npos ? text : visible_text(text)));
    if (!holds_markup(html)) {
      append_text(out, html);
      return out;
    }
    // else HTML that was escaped as a whole
  }
  const auto output = parse(with_literal_brackets(html));
  const GumboVector& children = body_of(*output)->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) write_html(*static_cast<const GumboNode*>(children.data[i]), out, 0);
  return std::string(trim(out));
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
  // What is closed, moved or left out while cleaning can be read in another way the next time: until it is stable.
  constexpr int k_most_rounds = 5;
  const std::string input = bounded(text);
  std::string out = cleaned_once(input);
  if (input.find('&') == std::string::npos && !holds_markup(input)) return out;
  for (int round = 1; round < k_most_rounds && out.find_first_of("<&") != std::string::npos; ++round) {
    std::string again = cleaned_once(out);
    if (again == out) break;
    out = std::move(again);
  }
  return out;
}

std::string plain_text(std::string_view text) {
  constexpr int k_most_rounds = 6;
  std::string now = collapse_spaces(bounded(text));
  for (int round = 0; round < k_most_rounds; ++round) {
    if (now.find('&') == std::string::npos && !holds_markup(now)) return now;
    std::string next = collapse_spaces(visible_text(now));
    if (next == now) return now;
    now = std::move(next);
  }
  std::replace(now.begin(), now.end(), '&', ' ');  // encoded more often than any honest text
  std::replace(now.begin(), now.end(), '<', ' ');
  return collapse_spaces(now);
}

std::vector<std::string> list_items(std::string_view text) {
  const std::string input = bounded(text);
  std::vector<std::string> items;
  std::string lines = input;
  if (holds_markup(input)) {
    const auto output = parse(with_literal_brackets(input));
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
