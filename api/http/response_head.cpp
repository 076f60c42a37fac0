#include "api/http/response_head.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

namespace leerwijzer {
namespace {

std::string_view reason_of(int status) noexcept {
  switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
  }
}

bool is_hex(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string response_head(const WebResponse& response, std::string_view connection) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  const auto add = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char c : value) head += (c == '\r' || c == '\n') ? ' ' : c;
    head += "\r\n";
  };
  // A server with a clock must date its answers (RFC 9110); nothing else depends on this moment.
  add("date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::now())));
  for (const auto& [name, value] : response.headers) add(name, value);
  if (!response.content_type.empty()) add("content-type", response.content_type);
  if (response.status != 204 && response.status != 304)
    add("content-length", std::to_string(response.content().size()));
  if (!connection.empty()) add("connection", connection);
  head += "\r\n";
  return head;
}

std::string request_id_from(std::string_view header) {
  if (!header.empty() && header.size() <= 64 && std::all_of(header.begin(), header.end(), is_id_letter)) {
    return std::string(header);
  }
  thread_local std::mt19937_64 random{std::random_device{}()};  // names a request; it is no secret
  return fmt::format("{:016x}", random());
}

std::string trace_id_from(std::string_view traceparent) {
  // version "-" trace id "-" parent id "-" flags
  if (traceparent.size() < 55 || traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-') return {};
  const std::string_view version = traceparent.substr(0, 2);
  const std::string_view trace = traceparent.substr(3, 32);
  const bool zero = std::all_of(trace.begin(), trace.end(), [](char c) { return c == '0'; });
  if (!is_hex(version) || version == "ff" || !is_hex(trace) || zero || !is_hex(traceparent.substr(36, 16))) return {};
  return std::string(trace);
}

}  // namespace leerwijzer
