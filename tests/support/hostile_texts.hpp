// Texts that break programs: for every place where somebody may send one.
#pragma once

#include "tests/support/paths.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

/// Against databases, file systems, templates, logs, terminals, parsers of numbers, and UTF-8.
inline std::vector<std::string> hostile_texts() {
  return {"",
          " ",
          "'",
          "\"",
          "\\",
          "' OR '1'='1",
          "1; DROP TABLE offer; --",
          "1' UNION SELECT version(), current_user --",
          "'; SELECT pg_sleep(5); --",
          "$1",
          "$$",
          "%' AND 1=(SELECT 1) AND '%'='",
          "../../../../etc/passwd",
          "..%2f..%2fetc%2fpasswd",
          "....//....//etc/passwd",
          "/etc/passwd",
          "C:\\windows\\win.ini",
          "file:///etc/passwd",
          "http://169.254.169.254/latest/meta-data/",
          std::string("nul\0nul", 7),
          std::string(1, '\0'),
          "\xff\xfe",
          "\xc0\xae\xc0\xae/",
          "\xed\xa0\x80",
          "\xf4\x90\x80\x80",
          "\xe2\x82",
          "\xe2\x80\xae"
          "omgekeerd",
          "\xef\xbb\xbf"
          "bom",
          "e" + repeated("\xcc\x81", 400),
          "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9",
          "<script>alert(1)</script>",
          "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
          "%s%s%s%n%x",
          "a\r\nSet-Cookie: x=y",
          "\x1b[31m",
          "0",
          "-1",
          "99999999999999999999999999",
          "-9223372036854775809",
          "1e400",
          "NaN",
          "Infinity",
          "0x7fffffff",
          "1.7976931348623157e309",
          "2026-02-30",
          "-0001-01-01",
          "99999-12-31",
          "true",
          "null",
          "[]",
          "{}",
          "*",
          "a*b*c*d*",
          "AND OR NOT NEAR ADJ XOR",
          "((((((((((",
          "\"unclosed",
          repeated("a ", 400),
          repeated("(", 300),
          std::string(600, 'a'),
          std::string(5000, '9')};
}

/// The list of big-list-of-naughty-strings; empty where the shared folder is not beside the project.
inline std::vector<std::string> naughty_texts() {
  const auto file = shared() / "suites" / "naughty-strings.json";
  if (!std::filesystem::exists(file)) return {};
  std::vector<std::string> out;
  const boost::json::value list = boost::json::parse(read_file(file));
  for (const boost::json::value& one : list.as_array()) out.emplace_back(one.as_string());
  return out;
}

/// Bodies that are no document of ours: deep, long, broken, of another kind.
inline std::vector<std::string> hostile_bodies() {
  std::vector<std::string> out = {"",
                                  " ",
                                  "null",
                                  "true",
                                  "0",
                                  "\"\"",
                                  "[]",
                                  "[[]]",
                                  "{",
                                  "{}",
                                  "{}{}",
                                  "{\"a\":1,\"a\":2}",
                                  "{\"\":{}}",
                                  "\xef\xbb\xbf{}",
                                  "{\"a\":\"\\ud800\"}",
                                  "{\"a\":\"\\u0000\"}",
                                  "{\"a\":1e999}",
                                  "{'a':1}",
                                  "{\"a\":\xff}",
                                  std::string("{}\0", 3)};
  out.push_back(repeated("[", 20'000));
  out.push_back(repeated("{\"a\":", 10'000));
  out.push_back(repeated("[", 31) + repeated("]", 31));
  out.push_back("{\"a\":\"" + std::string(60'000, 'a') + "\"}");
  out.push_back("{\"a\":" + std::string(10'000, '9') + "}");
  out.push_back("[" + repeated("{},", 15'000) + "{}]");
  return out;
}

}  // namespace leerwijzer::testing
