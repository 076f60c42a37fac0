// What tests/bench/load_client.cpp sends and when, read from files, and what comes back.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer::load {

struct Kind {
  std::string name;
  double weight = 0.0;
  std::vector<std::string> requests;  ///< as they are sent, with {n} in them
  std::vector<double> until;          ///< cumulative share of each request by its rank
};

struct Stage {
  double seconds = 0.0;
  double from = 0.0;
  double to = 0.0;
};

inline std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

inline std::string request_of(const std::vector<std::string>& columns) {
  const std::string& method = columns.at(2);
  std::string bytes = method + ' ' + columns.at(3) + " HTTP/1.1\r\nHost: load\r\n";
  if (method == "GET") return bytes + "\r\n";
  // {n} has twelve digits wherever it stands, so that the length is known.
  const std::string body = columns.size() > 4 ? columns[4] : "";
  std::size_t length = body.size();
  for (std::size_t at = body.find("{n}"); at != std::string::npos; at = body.find("{n}", at + 1)) length += 12 - 3;
  return bytes + "Content-Type: application/json\r\nIdempotency-Key: load-{n}-{n}\r\nContent-Length: " +
         std::to_string(length) + "\r\n\r\n" + body;
}

inline std::vector<Kind> read_kinds(const std::string& file) {
  std::vector<Kind> kinds;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto columns = columns_of(line);
    if (columns.size() < 4) continue;
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.name == columns[0]; });
    if (kind == kinds.end()) kind = kinds.insert(kinds.end(), Kind{columns[0], std::stod(columns[1]), {}, {}});
    kind->requests.push_back(request_of(columns));
    const double share = 1.0 / static_cast<double>(kind->requests.size());
    kind->until.push_back((kind->until.empty() ? 0.0 : kind->until.back()) + share);
  }
  return kinds;
}

inline std::vector<Stage> read_schedule(const std::string& file) {
  std::vector<Stage> stages;
  std::ifstream in(file);
  for (Stage one; in >> one.seconds >> one.from >> one.to;) stages.push_back(one);
  return stages;
}

/// What came, as far as it is whole.
struct Answer {
  int status = 0;
  bool retry_after = false;
  bool closes = false;
  bool whole = false;
};

inline Answer answer_in(std::string_view bytes) {
  Answer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return answer;
  std::string head(bytes.substr(0, end));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  answer.status = head.size() > 12 ? std::atoi(head.c_str() + 9) : 0;
  answer.retry_after = head.find("\r\nretry-after: ") != std::string::npos;
  answer.closes = head.find("\r\nconnection: close") != std::string::npos;
  const std::size_t length_at = head.find("\r\ncontent-length: ");
  const std::size_t length =
      length_at == std::string::npos ? 0 : std::strtoul(head.c_str() + length_at + 18, nullptr, 10);
  answer.whole = bytes.size() >= end + 4 + length;
  return answer;
}

}  // namespace leerwijzer::load
