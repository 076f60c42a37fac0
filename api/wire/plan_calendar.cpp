#include "api/wire/plan_wire.hpp"

#include <fmt/format.h>

namespace leerwijzer {
namespace {

constexpr std::size_t k_octets_a_line = 75;
constexpr int k_reminder_days = 7;  ///< before the day

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

/// RFC 5545, 3.1: lines of at most 75 octets, never cut inside a character.
void add_line(std::string& calendar, std::string_view line) {
  std::size_t room = k_octets_a_line;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    calendar.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = k_octets_a_line - 1;
  }
  calendar.append(line).append("\r\n");
}

/// What a person has to do needs a reminder; the end of a course does not.
bool reminds_before(const PlanDeadline& one) { return one.kind != PlanDeadline::Kind::end; }

void add_event(std::string& calendar, const PlanDeadline& one, Date today) {
  add_line(calendar, "BEGIN:VEVENT");
  const std::string scheme = one.scheme.empty() ? "" : "-" + one.scheme;
  add_line(calendar, fmt::format("UID:plan-{}-{}{}@leerwijzer", one.offer.value, name_of(one.kind), scheme));
  add_line(calendar, fmt::format("DTSTAMP:{}T000000Z", as_number(today)));
  add_line(calendar, fmt::format("DTSTART;VALUE=DATE:{}", as_number(one.date)));
  add_line(calendar, fmt::format("DTEND;VALUE=DATE:{}", as_number(plus_days(one.date, 1))));
  add_line(calendar, "SUMMARY:" + escaped(one.title));
  add_line(calendar, "DESCRIPTION:" + escaped(one.text));
  add_line(calendar, "TRANSP:TRANSPARENT");
  if (reminds_before(one)) {
    add_line(calendar, "BEGIN:VALARM");
    add_line(calendar, "ACTION:DISPLAY");
    add_line(calendar, fmt::format("TRIGGER:-P{}D", k_reminder_days));
    add_line(calendar, "DESCRIPTION:" + escaped(one.title));
    add_line(calendar, "END:VALARM");
  }
  add_line(calendar, "END:VEVENT");
}

}  // namespace

std::string write_calendar(const PlanAnswer& answer, std::optional<PlanVariant> variant) {
  std::string calendar;
  add_line(calendar, "BEGIN:VCALENDAR");
  add_line(calendar, "VERSION:2.0");
  add_line(calendar, "PRODID:-//Leerwijzer//Plan//NL");
  add_line(calendar, "CALSCALE:GREGORIAN");
  add_line(calendar, "METHOD:PUBLISH");
  if (const ComposedPlan* plan = plan_with(answer, variant)) {
    for (const PlanDeadline& one : plan->deadlines) add_event(calendar, one, answer.problem.today);
  }
  add_line(calendar, "END:VCALENDAR");
  return calendar;
}

}  // namespace leerwijzer
