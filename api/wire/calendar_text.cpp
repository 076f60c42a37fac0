#include "api/wire/calendar_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_octets_a_line = 75;

/// RFC 5545, 3.3.11: backslash, comma, semicolon and line ends in a text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

}  // namespace

CalendarText::CalendarText(Date today) : today_(today) {
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//Leerwijzer//Plan//NL");
  line("CALSCALE:GREGORIAN");
  line("METHOD:PUBLISH");
}

/// RFC 5545, 3.1: lines of at most 75 octets, never cut inside a character.
void CalendarText::line(std::string_view line) {
  std::size_t room = k_octets_a_line;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    text_.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = k_octets_a_line - 1;
  }
  text_.append(line).append("\r\n");
}

void CalendarText::add(const CalendarEvent& event) {
  line("BEGIN:VEVENT");
  line("UID:" + event.uid);
  line(fmt::format("DTSTAMP:{}T000000Z", as_number(today_)));
  line(fmt::format("DTSTART;VALUE=DATE:{}", as_number(event.date)));
  line(fmt::format("DTEND;VALUE=DATE:{}", as_number(plus_days(event.date, 1))));
  line("SUMMARY:" + escaped(event.title));
  line("DESCRIPTION:" + escaped(event.text));
  line("TRANSP:TRANSPARENT");
  if (event.reminder_days) {
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line(fmt::format("TRIGGER:-P{}D", *event.reminder_days));
    line("DESCRIPTION:" + escaped(event.title));
    line("END:VALARM");
  }
  line("END:VEVENT");
}

std::string CalendarText::take() {
  line("END:VCALENDAR");
  return std::move(text_);
}

}  // namespace leerwijzer
