// iCalendar (RFC 5545): all-day events with a reminder, in lines of at most 75 octets.
#pragma once

#include "engine/core/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

struct CalendarEvent {
  std::string uid;  ///< the same from answer to answer, so that a calendar replaces what it had
  Date date{};
  std::string title;
  std::string text;
  std::optional<int> reminder_days;  ///< before the day; nothing: no reminder
};

class CalendarText {
 public:
  /// `today` is the stamp of every event.
  explicit CalendarText(Date today);

  void add(const CalendarEvent& event);

  /// The whole calendar; to be called once.
  [[nodiscard]] std::string take();

 private:
  void line(std::string_view line);

  Date today_;
  std::string text_;
};

}  // namespace leerwijzer
