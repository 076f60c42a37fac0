#include "indexer/reading/json_items.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace leerwijzer {
namespace {

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Finds where values begin and end; whether they are right is for the JSON parser. Never recurses
/// deeper than the envelopes that are known.
class Scanner {
 public:
  Scanner(ByteStream& stream, std::size_t limit, const std::function<void(JsonItem)>& visit,
          const std::vector<std::string_view>& lists)
      : in_(stream), limit_(limit), visit_(visit), lists_(lists) {}

  JsonDocumentEnd read() {
    skip_space();
    for (int c : {0xEF, 0xBB, 0xBF}) {
      if (in_.peek() == c) in_.next();
    }
    read_document(0);
    if (end_.reason.empty() && end_.items == 0 && !saw_value_) end_.reason = "The document is empty";
    return finish();
  }

  JsonDocumentEnd read_at(const std::vector<std::string>& path) {
    for (int c : {0xEF, 0xBB, 0xBF}) {
      if (in_.peek() == c) in_.next();
    }
    follow(path);
    if (!stopped() && !saw_value_) stop("There is nothing at the path of the records");
    return finish();
  }

  [[nodiscard]] bool failed() const { return in_.failed(); }
  [[nodiscard]] const Error& error() const { return in_.error(); }

 private:
  /// Reads to the end of the bytes as well: only there does a packed document show that it was whole.
  JsonDocumentEnd finish() {
    while (!stopped() && in_.next() != CharReader::k_end) {
    }
    end_.whole = end_.reason.empty();
    return std::move(end_);
  }

  void skip_space() {
    while (is_space(in_.peek())) in_.next();
  }

  void stop(std::string reason) {
    if (end_.reason.empty()) end_.reason = std::move(reason);
  }
  [[nodiscard]] bool stopped() const { return !end_.reason.empty(); }

  /// Appends to `out` up to the limit; the rest is read over.
  struct Text {
    std::string text;
    bool too_large = false;
  };
  void put(Text& out, int c) const {
    if (out.text.size() < limit_) {
      out.text += static_cast<char>(c);
    } else {
      out.too_large = true;
    }
  }

  /// A string, the opening quote being next.
  bool copy_string(Text& out) {
    put(out, in_.next());
    for (;;) {
      const int c = in_.next();
      if (c == CharReader::k_end) return false;
      put(out, c);
      if (c == '\\') {
        const int escaped = in_.next();
        if (escaped == CharReader::k_end) return false;
        put(out, escaped);
      } else if (c == '"') {
        return true;
      }
    }
  }

  /// One value, brackets in balance.
  bool copy_value(Text& out) {
    std::size_t depth = 0;
    for (;;) {
      const int c = in_.peek();
      if (c == CharReader::k_end) return depth == 0 && !out.text.empty();
      if (c == '"') {
        if (!copy_string(out)) return false;
      } else {
        if (depth == 0 && (c == ',' || c == ']' || c == '}' || is_space(c))) return true;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        put(out, in_.next());
      }
      if (depth == 0 && (c == '"' || c == '}' || c == ']')) return true;
    }
  }

  /// Is a name, with its quotes, that of a list of records?
  [[nodiscard]] bool is_list(std::string_view name) const {
    return name.size() > 2 && std::find(lists_.begin(), lists_.end(), name.substr(1, name.size() - 2)) != lists_.end();
  }

  void emit(Text text) {
    JsonItem item;
    item.too_large = text.too_large;
    item.invalid_utf8 = !is_clean_utf8(text.text);
    item.text = item.invalid_utf8 ? replace_invalid_utf8(text.text) : std::move(text.text);
    item.list = list_;
    ++end_.items;
    visit_(std::move(item));
  }

  void read_document(int nesting) {
    skip_space();
    saw_value_ = saw_value_ || in_.peek() != CharReader::k_end;
    if (in_.peek() == '[') return read_array();
    if (in_.peek() == '{') return read_object(nesting);
    if (in_.peek() == CharReader::k_end) return;
    const bool readable = in_.peek() > ' ' && in_.peek() < 0x7F;
    stop("The document is not JSON: it begins with " + std::string(1, readable ? static_cast<char>(in_.peek()) : '?'));
  }

  /// Goes down the path; recursion is as deep as the path, whatever the document.
  void follow(std::span<const std::string> path) {
    skip_space();
    const int c = in_.peek();
    if (c == CharReader::k_end) return stop("The document ends before its records");
    const bool every = !path.empty() && path[0] == "*";
    if (path.empty()) {
      saw_value_ = true;
      if (c == '[') return read_array();
      return read_one();
    }
    if (c == '{') return follow_members(path, every);
    if (c == '[' && every) return follow_elements(path.subspan(1));
    pass_over();
  }

  void read_one() {
    Text item;
    const bool whole = copy_value(item);
    if (item.text.empty()) return stop("A bracket stands where a record was expected");
    emit(std::move(item));
    if (!whole) stop("The document ends in the middle of a record");
  }

  /// One value that is not wanted; nothing of it is kept.
  void pass_over() {
    const int c = in_.peek();
    if (c == ']' || c == '}' || c == ',' || c == ':') return stop("A value was expected");
    const std::size_t limit = std::exchange(limit_, 0);
    Text ignored;
    const bool whole = copy_value(ignored);
    limit_ = limit;
    if (!whole) stop("The document ends in the middle of a value");
  }

  void follow_members(std::span<const std::string> path, bool every) {
    in_.next();
    for (;;) {
      skip_space();
      const int c = in_.peek();
      if (c == '}' || c == ',') {
        in_.next();
        if (c == '}') return;
        continue;
      }
      Text name;
      if (c != '"') return stop("A name in quotes was expected in an object");
      if (!copy_string(name)) return stop("The document ends in the middle of a name");
      skip_space();
      if (in_.peek() == ':') in_.next();
      skip_space();
      if (every || name.text == "\"" + path[0] + "\"") {
        follow(path.subspan(1));
      } else {
        pass_over();
      }
      if (stopped()) return;
    }
  }

  void follow_elements(std::span<const std::string> path) {
    in_.next();
    for (;;) {
      skip_space();
      const int c = in_.peek();
      if (c == CharReader::k_end) return stop("The document ends in the middle of a list");
      if (c == ']' || c == ',') {
        in_.next();
        if (c == ']') return;
        continue;
      }
      follow(path);
      if (stopped()) return;
    }
  }

  void read_array() {
    in_.next();
    for (;;) {
      skip_space();
      const int c = in_.peek();
      if (c == CharReader::k_end) return stop("The document ends in the middle of a list");
      if (c == ']') {
        in_.next();
        return;
      }
      if (c == ',') {
        in_.next();
        continue;
      }
      Text item;
      const bool whole = copy_value(item);
      if (item.text.empty()) {
        stop("A bracket stands where a record was expected");
        return;
      }
      emit(std::move(item));
      if (!whole) return stop("The document ends in the middle of a record");
    }
  }

  /// A page, a gateway envelope, or one record; what it is shows itself only by its members.
  void read_object(int nesting) {
    Text whole;
    put(whole, in_.next());
    bool envelope = false;
    bool first = true;
    for (;;) {
      skip_space();
      const int c = in_.peek();
      if (c == CharReader::k_end) {
        if (!envelope) emit(std::move(whole));
        return stop("The document ends in the middle of an object");
      }
      if (c == '}') {
        in_.next();
        break;
      }
      if (c == ',') {
        in_.next();
        continue;
      }
      if (c != '"') {
        Text rest;
        copy_value(rest);
        if (rest.text.empty()) in_.next();
        whole.text += first ? "" : ",";
        whole.text += rest.text;
        if (!envelope) emit(std::move(whole));
        return stop("A name in quotes was expected in an object");
      }
      Text name;
      if (!copy_string(name)) {
        if (!envelope) emit(std::move(whole));
        return stop("The document ends in the middle of a name");
      }
      skip_space();
      if (in_.peek() == ':') in_.next();
      skip_space();
      const bool items = is_list(name.text) && in_.peek() == '[';
      const bool responses = nesting < 2 && name.text == "\"responses\"" && in_.peek() == '{';
      if (items || responses) {
        envelope = true;
        whole = {};
        if (items) {
          end_.page = true;
          list_ = name.text.substr(1, name.text.size() - 2);
          read_array();
          list_.clear();
        } else {
          read_responses(nesting);
        }
        if (stopped()) return;
        continue;
      }
      Text value;
      const bool complete = copy_value(value);
      if (value.text.size() <= 40 && !value.text.starts_with('{') && !value.text.starts_with('[')) {
        if (name.text.size() > 2 && name.text.size() < 60 && end_.envelope.size() < 100) {
          end_.envelope[name.text.substr(1, name.text.size() - 2)] = value.text;
        }
      }
      if (!envelope) {
        whole.too_large = whole.too_large || value.too_large || whole.text.size() + value.text.size() > limit_;
        if (!whole.too_large) whole.text += (first ? "" : ",") + name.text + ":" + value.text;
        first = false;
      }
      if (!complete) {
        if (!envelope) emit(std::move(whole));
        return stop("The document ends in the middle of a value");
      }
    }
    if (!envelope) {
      whole.text += '}';
      emit(std::move(whole));
    }
  }

  /// {"<endpoint>": document, ...}
  void read_responses(int nesting) {
    in_.next();
    for (;;) {
      skip_space();
      const int c = in_.peek();
      if (c == CharReader::k_end) return stop("The document ends in the middle of the gateway's answer");
      if (c == '}') {
        in_.next();
        return;
      }
      if (c == ',') {
        in_.next();
        continue;
      }
      Text name;
      if (c != '"' || !copy_string(name)) return stop("The gateway's answer names no endpoint");
      skip_space();
      if (in_.peek() == ':') in_.next();
      skip_space();
      if (in_.peek() == '{' || in_.peek() == '[') {
        read_document(nesting + 1);
      } else {
        Text ignored;
        if (!copy_value(ignored)) return stop("The document ends in the middle of the gateway's answer");
      }
      if (stopped()) return;
    }
  }

  CharReader in_;
  std::size_t limit_;
  const std::function<void(JsonItem)>& visit_;
  const std::vector<std::string_view>& lists_;
  std::string list_;  ///< that is being read
  JsonDocumentEnd end_;
  bool saw_value_ = false;
};

}  // namespace

Result<JsonDocumentEnd> read_json_items(ByteStream& stream, std::size_t item_limit,
                                        const std::function<void(JsonItem)>& visit,
                                        const std::vector<std::string_view>& lists) {
  Scanner scanner(stream, item_limit, visit, lists);
  JsonDocumentEnd end = scanner.read();
  if (scanner.failed()) return scanner.error();
  return end;
}

Result<JsonDocumentEnd> read_json_items_at(ByteStream& stream, const std::vector<std::string>& path,
                                           std::size_t item_limit, const std::function<void(JsonItem)>& visit) {
  static const std::vector<std::string_view> k_no_lists;
  Scanner scanner(stream, item_limit, visit, k_no_lists);
  JsonDocumentEnd end = scanner.read_at(path);
  if (scanner.failed()) return scanner.error();
  return end;
}

}  // namespace leerwijzer
