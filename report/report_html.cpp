#include "report/report_html.hpp"

#include "report/html_text.hpp"
#include "report/remark_texts.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::size_t k_first_advice = 6;

/// A bar of a share; the number stands beside it, so it is hidden from who listens.
std::string bar(double share) {
  const char* kind = share >= 0.8 ? "good" : share >= 0.5 ? "fair" : "poor";
  return fmt::format(
      "<svg class=\"bar bar--{}\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      "<rect class=\"bar__ground\" width=\"100\" height=\"8\"/><rect class=\"bar__part\" width=\"{}\" "
      "height=\"8\"/></svg>",
      kind, std::lround(share * 100.0));
}

std::string offers_text(std::size_t number) {
  return counted(static_cast<std::int64_t>(number), "opleiding", "opleidingen");
}

void add_change(std::string& out, const RemarkText& text) {
  out += "<p><strong>Wat u kunt doen:</strong> " + html_text(text.change) + "</p>";
  if (!text.example.empty())
    out += "<p><strong>Bijvoorbeeld:</strong> <code>" + html_text(text.example) + "</code></p>";
}

void add_head(std::string& out, const PublishingReport& report) {
  out += "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"robots\" content=\"noindex\">\n";
  out += "<title>Rapport over het aanbod van " + html_text(report.name) + "</title>\n<style>";
  out += report_style();
  out += "</style>\n</head>\n<body>\n<main>\n";
  if (report.sample)
    out += "<p class=\"sample\"><strong>Dit is voorbeelddata:</strong> scholen, prijzen en data zijn verzonnen.</p>\n";
  out += "<header><p class=\"soft\">Rapport over uw aanbod, " + html_text(format_dutch(report.today)) + "</p>\n<h1>" +
         html_text(report.name) + "</h1>\n<p class=\"lead\">" + html_text(summary_sentence(report)) + "</p>\n";
  if (!report.complete) {
    out += "<p class=\"notice\"><strong>Niet alles kon worden gelezen.</strong>" +
           (report.trouble.empty() ? std::string{}
                                   : " De melding van de lezer: <code>" + html_text(report.trouble) + "</code>") +
           "</p>\n";
  }
  if (report.assessed > 0) {
    out += "<div class=\"score\"><p class=\"score__number\">" + score_text(report.score) +
           "</p><div><p>Score van 0 tot 1, gemiddeld over " + html_text(offers_text(report.assessed)) + ".</p>" +
           bar(report.score) + "</div></div>\n";
    if (static_cast<std::int64_t>(report.assessed) < report.offers)
      out += "<p class=\"soft\">De score is van de opleidingen waarbij het meeste te winnen is.</p>\n";
  }
  out += "</header>\n";
}

void add_one_advice(std::string& out, const ReportAdvice& row) {
  const RemarkText& text = advice_text(row.key);
  out += "<li><h3>" + html_text(text.means) + "</h3><p class=\"soft\">" + html_text(offers_text(row.offers)) +
         (row.gain >= 0.005 ? ". Uw score stijgt met " + score_text(row.gain) + " als dit overal in orde is." : ".") +
         "</p>";
  add_change(out, text);
  if (!row.examples.empty()) {
    out += "<details><summary>Bij welke opleidingen?</summary><ul>";
    for (const std::string& title : row.examples) out += "<li>" + html_text(title) + "</li>";
    if (row.offers > row.examples.size())
      out += "<li>en nog " + html_text(offers_text(row.offers - row.examples.size())) + "</li>";
    out += "</ul></details>";
  }
  out += "</li>\n";
}

/// The first few in full view, what gains less behind one click.
void add_advice(std::string& out, const PublishingReport& report) {
  if (report.advice.empty()) return;
  out += "<section><h2>Wat u het beste eerst kunt doen</h2>\n<ol class=\"cards\">\n";
  const std::size_t first = std::min(report.advice.size(), k_first_advice);
  for (std::size_t i = 0; i < first; ++i) add_one_advice(out, report.advice[i]);
  out += "</ol>\n";
  if (first < report.advice.size()) {
    out += fmt::format("<details><summary>Nog {} met minder winst</summary><ol class=\"cards\" start=\"{}\">\n",
                       counted(static_cast<std::int64_t>(report.advice.size() - first), "punt", "punten"), first + 1);
    for (std::size_t i = first; i < report.advice.size(); ++i) add_one_advice(out, report.advice[i]);
    out += "</ol></details>\n";
  }
  out += "</section>\n";
}

void add_criteria(std::string& out, const PublishingReport& report) {
  out +=
      "<section><h2>Hoe het per onderdeel gaat</h2>\n<table class=\"criteria\"><caption>Laagste score eerst</caption>"
      "<thead><tr><th scope=\"col\">Onderdeel</th><th scope=\"col\">Score</th><th scope=\"col\">In "
      "orde</th></tr></thead><tbody>\n";
  for (const ReportCriterion& row : report.criteria) {
    const CriterionText& text = criterion_text(row.criterion);
    out += "<tr><th scope=\"row\">" + html_text(text.name) + "<span class=\"soft\">" + html_text(text.why) +
           "</span></th>";
    if (row.applicable == 0) {
      out +=
          row.criterion == Criterion::outcomes && !report.outcomes_checked
              ? "<td colspan=\"2\" class=\"soft\">Niet gecontroleerd: er was geen lijst met vaardigheden.</td></tr>\n"
              : "<td colspan=\"2\" class=\"soft\">Niet van toepassing</td></tr>\n";
      continue;
    }
    out += "<td><span class=\"value\">" + score_text(row.mean) + "</span>" + bar(row.mean) + "</td><td>" +
           fmt::format("{} van {}", row.perfect, row.applicable) + "</td></tr>\n";
  }
  out += "</tbody></table></section>\n";
}

void add_findability(std::string& out, const PublishingReport& report) {
  if (report.findability.empty()) return;
  out += "<section><h2>Wat een ontbrekend gegeven u kost</h2>\n<ul class=\"cards\">\n";
  for (const ReportFindability& row : report.findability) {
    out += "<li><h3>" + html_text(criterion_text(row.criterion).name) + "</h3><p>" +
           html_text(findability_sentence(row)) + "</p>";
    const bool moves = row.effect.now > row.effect.then && row.field != ChosenBy::skills;
    if (moves) {
      const auto share = [&](std::size_t rank) {
        return 1.0 - static_cast<double>(rank - 1) / static_cast<double>(row.effect.hits);
      };
      out += fmt::format("<p class=\"ranks\"><span>Nu: plaats {}</span>{}<span>Straks: plaats {}</span>{}</p>",
                         row.effect.now, bar(share(row.effect.now)), row.effect.then, bar(share(row.effect.then)));
    }
    out += "</li>\n";
  }
  out += "</ul>\n<p class=\"soft\">" + html_text(findability_method(report)) + "</p></section>\n";
}

void add_examples(std::string& out, const ReportRemark& remark, bool with_record) {
  const bool tells_a_place = std::any_of(remark.examples.begin(), remark.examples.end(), [&](const RemarkExample& one) {
    return with_record || !one.path.empty() || !one.value.empty();
  });
  if (!tells_a_place) return;
  out += "<table class=\"examples\"><thead><tr>";
  if (with_record) out += "<th scope=\"col\">Record</th>";
  out +=
      "<th scope=\"col\">Veld</th><th scope=\"col\">Wat er staat</th><th scope=\"col\">Melding voor uw "
      "technicus</th></tr></thead><tbody>";
  for (const RemarkExample& one : remark.examples) {
    const auto cell = [&](const std::string& text, const char* empty) {
      out += text.empty() ? "<td class=\"soft\">" + std::string(empty) + "</td>"
                          : "<td><code>" + html_text(text) + "</code></td>";
    };
    out += "<tr>";
    if (with_record) cell(one.record, "het hele bestand");
    cell(one.path, "-");
    cell(one.value, "-");
    out += "<td lang=\"en\">" + html_text(one.detail) + "</td></tr>";
  }
  out += "</tbody></table>";
}

std::string badge(Severity severity) {
  return "<span class=\"badge badge--" + std::string(name_of(severity)) + "\">" + std::string(severity_word(severity)) +
         "</span> ";
}

void add_remark(std::string& out, const ReportRemark& remark) {
  const RemarkText& text = remark_text(remark.code);
  out += "<li><h3>" + badge(remark.severity) + html_text(text.means) + "</h3><p class=\"soft\">" +
         html_text(counted(remark.times, "keer", "keer")) + " bij " +
         html_text(counted(remark.records, "record", "records")) + ". Code: <code>" + html_text(remark.code) +
         "</code></p>";
  add_change(out, text);
  out += "<details><summary>Waar staat dit?</summary>";
  add_examples(out, remark, true);
  if (remark.records > static_cast<std::int64_t>(remark.examples.size()))
    out += "<p class=\"soft\">Hier ziet u de eerste " + std::to_string(remark.examples.size()) + ".</p>";
  out += "</details></li>\n";
}

/// Remarks of which the severity is wanted; nothing when there are none.
void add_remarks(std::string& out, const PublishingReport& report, bool errors, std::string_view heading,
                 std::string_view lead) {
  std::string list;
  for (const ReportRemark& remark : report.remarks) {
    if ((remark.severity == Severity::error) == errors) add_remark(list, remark);
  }
  if (list.empty()) return;
  out += fmt::format("<section><h2>{}</h2>\n<p class=\"intro\">{}</p>\n<ul class=\"cards\">\n{}</ul></section>\n",
                     heading, lead, list);
}

void add_offer(std::string& out, const ReportOffer& offer) {
  out += "<li><h3>" + html_text(offer.title.empty() ? "(zonder titel)" : offer.title) +
         "</h3><p class=\"offer__score\"><span class=\"value\">" + score_text(offer.score) + "</span>" +
         bar(offer.score) + "</p><p class=\"soft\">Code: <code>" + html_text(offer.key) + "</code></p>";
  std::string better;
  for (const CriterionScore& score : offer.scores) {
    if (!score.applicable || score.advice.empty()) continue;
    const RemarkText& text = advice_text(score.advice);
    better += "<li><strong>" + html_text(criterion_text(score.criterion).name) + ":</strong> " + html_text(text.means) +
              " " + html_text(text.change) + "</li>";
  }
  if (better.empty() && offer.remarks.empty()) {
    out += "<p>Hier hebben wij niets op aan te merken.</p></li>\n";
    return;
  }
  out += "<details><summary>Wat kan er beter?</summary><ul>" + better;
  for (const ReportRemark& remark : offer.remarks) {
    const RemarkText& text = remark_text(remark.code);
    out += "<li>" + badge(remark.severity) + html_text(text.means) + " " + html_text(text.change);
    add_examples(out, remark, false);
    out += "</li>";
  }
  out += "</ul></details></li>\n";
}

void add_offers(std::string& out, const PublishingReport& report, const ReportPage& page) {
  if (report.page_offers.empty()) return;
  const std::size_t from = (report.page - 1) * report.page_size + 1;
  out += fmt::format(
      "<section><h2>Uw opleidingen, laagste score eerst</h2>\n<p class=\"intro\">Nummer {} tot en met {} van {}.</p>\n"
      "<ol class=\"cards\" start=\"{}\">\n",
      from, from + report.page_offers.size() - 1, report.offers, from);
  for (const ReportOffer& offer : report.page_offers) add_offer(out, offer);
  out += "</ol>\n";
  if (!page.previous.empty() || !page.next.empty()) {
    out += "<nav aria-label=\"Bladzijden\">";
    if (!page.previous.empty())
      out += "<a rel=\"prev\" href=\"" + html_text(page.previous) + "\">Vorige bladzijde</a> ";
    if (!page.next.empty()) out += "<a rel=\"next\" href=\"" + html_text(page.next) + "\">Volgende bladzijde</a>";
    out += "</nav>\n";
  }
  out += "</section>\n";
}

void add_sources(std::string& out, const PublishingReport& report) {
  if (report.sources.empty()) return;
  out += "<section><h2>Waar uw aanbod vandaan komt</h2>\n";
  for (const ReportSource& source : report.sources) {
    out += "<h3>" + html_text(source.name) + "</h3><p>" +
           html_text(counted(source.offers, "opleiding", "opleidingen")) + ", formaat " + html_text(source.format) +
           ". " +
           (source.last_read ? "Voor het laatst helemaal gelezen op " + format_dutch(*source.last_read) + ". "
                             : "Nog nooit helemaal gelezen. ") +
           (source.last_changed ? "Voor het laatst iets nieuws op " + format_dutch(*source.last_changed) + "." : "") +
           "</p>";
    if (!source.location.empty()) out += "<p class=\"soft\"><code>" + html_text(source.location) + "</code></p>";
    if (source.withheld > 0)
      out += "<p><strong>Let op.</strong> " + html_text(withheld_sentence(source.withheld)) + "</p>";
    if (source.fetches.empty()) continue;
    out +=
        "<table><thead><tr><th scope=\"col\">Datum</th><th scope=\"col\">Hoe het ging</th><th "
        "scope=\"col\">Records</th>"
        "<th scope=\"col\">Nieuw</th><th scope=\"col\">Gewijzigd</th><th "
        "scope=\"col\">Verwijderd</th></tr></thead><tbody>\n";
    for (const ReportFetch& fetch : source.fetches) {
      out += "<tr><td>" + html_text(format_dutch(fetch.on)) + "</td><td>" + html_text(fetch_state_word(fetch.state)) +
             (fetch.kept_back > 0
                  ? "; " + html_text(counted(fetch.kept_back, "opleiding", "opleidingen")) + " vastgehouden"
                  : "") +
             (fetch.reason.empty() ? "" : "<span class=\"soft\" lang=\"en\">" + html_text(fetch.reason) + "</span>") +
             "</td>" +
             fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", fetch.records, fetch.added,
                         fetch.changed, fetch.deleted);
    }
    out += "</tbody></table>\n";
  }
  out += "</section>\n";
}

}  // namespace

std::string_view report_style() noexcept {
  for (const EmbeddedFile& file : embedded_report()) {
    if (file.name == "report.css") return file.text;
  }
  return {};
}

std::string report_as_html(const PublishingReport& report, const ReportPage& page) {
  std::string out;
  add_head(out, report);
  add_remarks(out, report, true, "Los eerst deze fouten op",
              "Door deze fouten ontbreekt een opleiding, of een deel ervan.");
  add_advice(out, report);
  if (report.assessed > 0) {
    add_criteria(out, report);
    add_findability(out, report);
  }
  add_remarks(out, report, false, "Opmerkingen bij uw gegevens",
              "Elke opmerking staat er een keer, met het aantal keren dat wij haar zagen.");
  add_offers(out, report, page);
  add_sources(out, report);
  if (report.assessed > 0)
    out += "<section><h2>Hoe wij rekenen</h2><p>" + html_text(score_method()) + "</p></section>\n";
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace leerwijzer
