#include "engine/funding/arrangement.hpp"

#include "engine/funding/amounts.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_no_close = 99999999;

Date date_of_number(int number) {
  return Date{std::chrono::year{number / 10000}, std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
              std::chrono::day{static_cast<unsigned>(number % 100)}};
}

void keep_earliest(std::optional<Date>& held, const std::optional<Date>& next) {
  if (next && (!held || *next < *held)) held = next;
}

/// The first such day of the year (MMDD) that is not before `from`; 29 February falls on the 28th in other years.
Date next_day_of_year(int day, Date from) {
  for (int year = static_cast<int>(from.year());; ++year) {
    Date date = date_of_number(year * 10000 + day);
    if (!date.ok()) date = Date{date.year(), date.month(), std::chrono::day{28}};
    if (date >= from) return date;
  }
}

/// The last day by the moment alone; the window may close earlier.
std::optional<Date> last_day(const ApplyModel& apply, const CourseDates& dates) {
  switch (apply.moment) {
    case ApplyMoment::before_start: return dates.start ? std::optional(plus_days(*dates.start, -1)) : std::nullopt;
    case ApplyMoment::before_day:
      // Before the day that follows the start, or the one that is the start.
      return dates.start ? std::optional(plus_days(next_day_of_year(apply.day, *dates.start), -1)) : std::nullopt;
    case ApplyMoment::before_year_end:
      return dates.start ? std::optional(Date{dates.start->year(), std::chrono::December, std::chrono::day{31}})
                         : std::nullopt;
    case ApplyMoment::after_start:
      return dates.start && apply.months > 0 ? std::optional(plus_months(*dates.start, apply.months)) : std::nullopt;
    case ApplyMoment::after_end:
      return dates.end && apply.months > 0 ? std::optional(plus_months(*dates.end, apply.months)) : std::nullopt;
    case ApplyMoment::automatic:
    case ApplyMoment::any_time:
    case ApplyMoment::in_window:
    case ApplyMoment::never:
    case ApplyMoment::unknown: break;
  }
  return std::nullopt;
}

std::optional<Date> first_day(const ApplyModel& apply, const SchemeVersion& version, const CourseDates& dates) {
  std::optional<Date> from = window_opens(version, dates.today);
  const auto not_before = [&](const std::optional<Date>& day) {
    if (day && (!from || *day > *from)) from = day;
  };
  if (apply.earliest_days > 0 && dates.start) not_before(plus_days(*dates.start, -apply.earliest_days));
  if (apply.moment == ApplyMoment::after_start) not_before(dates.start);
  if (apply.moment == ApplyMoment::after_end) not_before(dates.end);
  return from;
}

bool is_arranged_by_employer(const SchemeModel& scheme) {
  return scheme.applicant == "employer" && (scheme.kind == SchemeKind::employer_option ||
                                            scheme.kind == SchemeKind::duty || scheme.kind == SchemeKind::right);
}

/// The law and a cao name who has to pay; they pay nothing themselves.
bool pays_from_own_pocket(const SchemeModel& scheme) {
  return is_arranged_by_employer(scheme) || scheme.issuer == "employer/cao";
}

std::string who_applies(const SchemeModel& scheme) {
  if (is_arranged_by_employer(scheme)) return "Uw werkgever regelt dit";
  if (scheme.applicant == "worker") return "U vraagt dit zelf aan";
  if (scheme.applicant == "employer") return "Uw werkgever vraagt dit aan";
  if (scheme.applicant == "provider") return "De opleider vraagt dit aan";
  return "Een adviseur vraagt dit samen met u aan";
}

/// Some issuers are no office that one can ask.
std::string whom_to_ask(const SchemeModel& scheme) {
  if (scheme.issuer == "wet" || scheme.issuer == "employer/cao") return "uw werkgever";
  if (scheme.issuer == "leerbedrijf") return "het leerbedrijf";
  if (scheme.issuer == "gemeente") return "uw gemeente";
  if (scheme.issuer == "arbeidsmarktregio") return "het Werkcentrum in uw regio";
  return scheme.issuer;
}

std::string months_text(int months) { return months == 1 ? "1 maand" : std::to_string(months) + " maanden"; }

std::string until(const std::optional<Date>& day) { return day ? ", uiterlijk op " + format_dutch(*day) : ""; }

/// The clause after "U vraagt dit zelf aan"; empty: nothing is known.
std::string when_to_apply(const ApplyModel& apply, const StackPayment& payment) {
  const std::string last = until(payment.apply_by);
  switch (apply.moment) {
    case ApplyMoment::any_time: return last.empty() ? ". Dat kan het hele jaar." : last + ".";
    case ApplyMoment::in_window: return last.empty() ? ". Dat kan alleen als de aanvraagtijd loopt." : last + ".";
    case ApplyMoment::before_start: return " voordat de opleiding begint" + last + ". Daarna kan het niet meer.";
    case ApplyMoment::before_day: return last.empty() ? " voordat het schooljaar begint." : last + ".";
    case ApplyMoment::before_year_end:
      return last.empty() ? " voor het einde van het jaar waarin u de kosten hebt." : last + ".";
    case ApplyMoment::after_start:
      return " als de opleiding is begonnen" + (apply.months > 0 ? ", binnen " + months_text(apply.months) : "") +
             last + ".";
    case ApplyMoment::after_end:
      return " als de opleiding klaar is" + (apply.months > 0 ? ", binnen " + months_text(apply.months) : "") + last +
             ".";
    case ApplyMoment::automatic:
    case ApplyMoment::never:
    case ApplyMoment::unknown: break;
  }
  return {};
}

std::string apply_text(const SchemeModel& scheme, const ApplyModel& apply, const StackPayment& payment) {
  if (apply.moment == ApplyMoment::automatic) return "U hoeft dit niet aan te vragen.";
  if (apply.moment == ApplyMoment::never) return "Dit kan niemand aanvragen.";
  std::string text = who_applies(scheme);
  if (apply.moment == ApplyMoment::unknown) {
    text += payment.apply_by ? until(payment.apply_by) + "."
                             : ". We weten niet voor welke dag. Vraag dit na bij " + whom_to_ask(scheme) + ".";
  } else {
    text += when_to_apply(apply, payment);
  }
  if (payment.apply_from) text += " Het kan vanaf " + format_dutch(*payment.apply_from) + ".";
  if (apply.lead_days > 0) text += " Reken op " + std::to_string(apply.lead_days) + " dagen voordat er een besluit is.";
  return text;
}

std::string payout_text(const SchemeModel& scheme, const StackPayment& payment) {
  const std::string to = payment.receiver == "worker"     ? "u"
                         : payment.receiver == "employer" ? "uw werkgever"
                                                          : "de opleider";
  switch (payment.payout) {
    case PayoutMoment::on_invoice:
      return payment.receiver == "worker" || payment.receiver == "nobody" ? "De rekening wordt meteen lager."
                                                                          : "Het geld gaat meteen naar " + to + ".";
    case PayoutMoment::before_start: return "Het geld gaat naar " + to + " voordat de opleiding begint.";
    case PayoutMoment::after_finishing: return "Het geld gaat naar " + to + " als de opleiding klaar is.";
    case PayoutMoment::by_term: return "Het geld gaat in delen naar " + to + ", tijdens de opleiding.";
    case PayoutMoment::monthly: return "Het geld gaat elke maand naar " + to + ".";
    case PayoutMoment::unknown:
      return "Het geld gaat naar " + to + ". We weten niet wanneer. Vraag dit na bij " + whom_to_ask(scheme) + ".";
    case PayoutMoment::never: break;
  }
  return {};
}

}  // namespace

std::optional<Date> window_closes(const SchemeVersion& version, Date day) {
  if (version.status != SchemeStatus::active) return std::nullopt;
  const int today = as_number(day);
  std::optional<Date> closes;
  for (const WindowModel& window : version.windows) {
    std::optional<Date> end;
    if (window.type == WindowType::continuous) return std::nullopt;
    if (window.type == WindowType::dates && today >= window.open && today <= window.close) {
      if (window.close == k_no_close) return std::nullopt;
      end = date_of_number(window.close);
    }
    const int year = today / 10000;
    const bool counts =
        window.type == WindowType::yearly && year >= window.first_year && year <= window.last_confirmed_year;
    if (counts && today % 10000 >= window.open && today % 10000 <= window.close)
      end = next_day_of_year(window.close, day);
    if (end && (!closes || *end > *closes)) closes = end;
  }
  return closes;
}

std::optional<Date> window_opens(const SchemeVersion& version, Date day) {
  if (version.status != SchemeStatus::active || window_on(version, as_number(day)) == Window::open) return std::nullopt;
  std::optional<Date> opens;
  for (const WindowModel& window : version.windows) {
    if (window.type == WindowType::dates && window.open > as_number(day))
      keep_earliest(opens, date_of_number(window.open));
    if (window.type != WindowType::yearly) continue;
    const int first = std::max(as_number(day), window.first_year * 10000 + 101);
    const Date next = next_day_of_year(window.open, date_of_number(first));
    if (static_cast<int>(next.year()) <= window.last_confirmed_year) keep_earliest(opens, next);
  }
  return opens;
}

StackPayment arrange(const SchemeModel& scheme, const SchemeVersion& version, const CourseDates& dates) {
  StackPayment payment;
  payment.scheme = scheme.id;
  payment.name = scheme.name;
  payment.applicant = scheme.applicant;
  payment.payer = pays_from_own_pocket(scheme) ? "employer" : scheme.issuer;
  payment.receiver = version.pays.receiver;
  payment.apply = version.apply.moment;
  payment.apply_by = last_day(version.apply, dates);
  keep_earliest(payment.apply_by, window_closes(version, dates.today));
  payment.apply_from = first_day(version.apply, version, dates);
  payment.never_after_start = version.apply.moment == ApplyMoment::before_start;
  if (version.apply.lead_days > 0 && dates.start)
    payment.advised_by = plus_days(*dates.start, -version.apply.lead_days);
  payment.payout = version.payout;
  payment.text = apply_text(scheme, version.apply, payment);
  const std::string paid = payout_text(scheme, payment);
  if (!paid.empty()) payment.text += " " + paid;
  if (scheme.kind == SchemeKind::loan) payment.text += " Het is een lening: u betaalt het geld terug.";
  return payment;
}

}  // namespace leerwijzer
