#include "report/report_text.hpp"

#include "report/remark_texts.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_examples = 3;
constexpr int k_bar = 20;

std::string bar(double share) {
  const int full = static_cast<int>(std::lround(share * k_bar));
  std::string text;
  for (int i = 0; i < k_bar; ++i) text += i < full ? "#" : ".";
  return text;
}

void add_sources(std::string& out, const PublishingReport& report) {
  for (const ReportSource& source : report.sources) {
    out += fmt::format("\nBron {} ({}){}{}\n", source.name, source.format,
                       source.location.empty() ? "" : ": " + source.location, source.sample ? " [voorbeelddata]" : "");
    if (source.withheld > 0) out += "  Let op: " + withheld_sentence(source.withheld) + "\n";
    for (const ReportFetch& fetch : source.fetches) {
      out += fmt::format("  {}: {}; {} records, {} nieuw, {} gewijzigd, {} verwijderd{}{}\n", format_iso(fetch.on),
                         fetch_state_word(fetch.state), fetch.records, fetch.added, fetch.changed, fetch.deleted,
                         fetch.kept_back > 0 ? fmt::format(", {} vastgehouden", fetch.kept_back) : "",
                         fetch.reason.empty() ? "" : "; " + fetch.reason);
    }
  }
}

void add_criteria(std::string& out, const PublishingReport& report) {
  out += "\nPER ONDERDEEL\n";
  for (const ReportCriterion& row : report.criteria) {
    const std::string& name = criterion_text(row.criterion).name;
    if (row.applicable == 0) {
      out += fmt::format("  {:<15} {}\n", name,
                         row.criterion == Criterion::outcomes && !report.outcomes_checked
                             ? "niet gecontroleerd (geef --taxonomy)"
                             : "niet van toepassing");
      continue;
    }
    out += fmt::format("  {:<15} {} {}  {} van {} in orde\n", name, bar(row.mean), score_text(row.mean), row.perfect,
                       row.applicable);
  }
}

void add_advice(std::string& out, const PublishingReport& report) {
  if (report.advice.empty()) return;
  out += "\nDOE EERST DIT\n";
  int number = 0;
  for (const ReportAdvice& row : report.advice) {
    const RemarkText& text = advice_text(row.key);
    out += fmt::format("  {}. {} ({}{})\n     {}\n", ++number, text.means,
                       counted(static_cast<std::int64_t>(row.offers), "opleiding", "opleidingen"),
                       row.gain >= 0.005 ? "; score +" + score_text(row.gain) : "", text.change);
    if (!text.example.empty()) out += "     Bijvoorbeeld: " + text.example + "\n";
  }
}

void add_remark(std::string& out, const ReportRemark& remark, const std::string& indent) {
  const RemarkText& text = remark_text(remark.code);
  out += fmt::format("{}{}: {} ({}, {} keer)\n", indent, severity_word(remark.severity), text.means, remark.code,
                     remark.times);
  out += fmt::format("{}  {}{}\n", indent, text.change, text.example.empty() ? "" : " Bijvoorbeeld: " + text.example);
  for (std::size_t i = 0; i < remark.examples.size() && i < k_shown_examples; ++i) {
    const RemarkExample& one = remark.examples[i];
    out += fmt::format("{}  - {}{}: {}\n", indent, one.record.empty() ? "(het hele bestand)" : one.record,
                       one.path.empty() ? "" : " " + one.path, one.detail);
  }
}

}  // namespace

std::string report_as_text(const PublishingReport& report, std::size_t offers) {
  std::string out = fmt::format("{}\n{}\n", report.name, summary_sentence(report));
  if (!report.complete) out += fmt::format("Niet alles kon worden gelezen: {}\n", report.trouble);
  if (report.assessed > 0) out += fmt::format("Score: {} van 1\n", score_text(report.score));
  add_sources(out, report);
  if (!report.remarks.empty()) {
    out += "\nOPMERKINGEN\n";
    for (const ReportRemark& remark : report.remarks) add_remark(out, remark, "  ");
  }
  if (report.assessed == 0) return out;
  add_advice(out, report);
  add_criteria(out, report);
  if (!report.findability.empty()) {
    out += "\nWAT EEN ONTBREKEND GEGEVEN KOST\n";
    for (const ReportFindability& row : report.findability) out += "  - " + findability_sentence(row) + "\n";
    out += "  " + findability_method(report) + "\n";
  }
  if (offers > 0) out += "\nLAAGSTE SCORES\n";
  for (std::size_t i = 0; i < report.page_offers.size() && i < offers; ++i) {
    const ReportOffer& offer = report.page_offers[i];
    out += fmt::format("  {}  {}  {}\n", score_text(offer.score), offer.key, offer.title);
    for (const ReportRemark& remark : offer.remarks) {
      if (remark.severity != Severity::info)
        out += fmt::format("        {}: {}\n", severity_word(remark.severity), remark.examples.front().detail);
    }
  }
  return out;
}

}  // namespace leerwijzer
