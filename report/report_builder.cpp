#include "report/report_builder.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

constexpr std::size_t k_examples = 5;            // of each remark and advice
constexpr std::size_t k_kept_offers = 10'000;    // of which a note is kept: the worst
constexpr std::size_t k_kept_remarks = 200'000;  // single remarks that are kept for the pages of offers
constexpr std::size_t k_measured = 5;            // offers on which a missing field is measured
constexpr std::size_t k_longest_text = 200;      // bytes of a title, a value or a path
constexpr std::size_t k_longest_detail = 600;

/// Which missing criterion can be measured as which choice of a searcher.
constexpr auto k_measurable = std::to_array<std::pair<Criterion, ChosenBy>>({
    {Criterion::price, ChosenBy::price},
    {Criterion::starts, ChosenBy::start},
    {Criterion::location, ChosenBy::place},
    {Criterion::level, ChosenBy::level},
    {Criterion::outcomes, ChosenBy::skills},
});

const CriterionScore& score_of(const std::vector<CriterionScore>& scores, Criterion criterion) {
  return scores[static_cast<std::size_t>(criterion)];
}

double applicable_weight(const std::vector<CriterionScore>& scores) {
  double sum = 0.0;
  for (const CriterionScore& one : scores) sum += one.applicable ? one.weight : 0.0;
  return sum;
}

/// What the score of the offer would grow by with the criterion in order.
double gain_of(const std::vector<CriterionScore>& scores, const CriterionScore& one) {
  return one.weight * (1.0 - one.value) / applicable_weight(scores);
}

bool is_missing(const CriterionScore& score) { return score.applicable && score.value == 0.0; }

std::string cut(std::string_view text, std::size_t most) {
  const std::string_view part = truncate_utf8(text, most);
  return part.size() < text.size() ? std::string(part) + "…" : std::string(part);
}

/// A place that is told twice, such as a column that two fields are read from, is shown once.
void add_example(ReportRemark& remark, const Diagnostic& diagnostic, std::size_t most = k_examples) {
  if (remark.examples.size() >= most) return;
  RemarkExample example = example_of(diagnostic);
  if (std::find(remark.examples.begin(), remark.examples.end(), example) == remark.examples.end())
    remark.examples.push_back(std::move(example));
}

/// The first part of a message between quotes: the readers quote the value as delivered.
std::string quoted_part(std::string_view message) {
  const std::size_t from = message.find('"');
  if (from == std::string_view::npos) return {};
  const std::size_t to = message.find('"', from + 1);
  return to == std::string_view::npos ? std::string{} : std::string(message.substr(from + 1, to - from - 1));
}

}  // namespace

std::int64_t PublishingReport::count_of(Severity severity) const noexcept {
  std::int64_t count = 0;
  for (const ReportRemark& remark : remarks) count += remark.severity == severity ? remark.times : 0;
  return count;
}

RemarkExample example_of(const Diagnostic& diagnostic) {
  return {cut(diagnostic.record_key, k_longest_text), cut(diagnostic.path, k_longest_text),
          cut(quoted_part(diagnostic.message), k_longest_text), cut(diagnostic.message, k_longest_detail)};
}

void sort_remarks(std::vector<ReportRemark>& remarks) {
  std::stable_sort(remarks.begin(), remarks.end(), [](const ReportRemark& a, const ReportRemark& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.times != b.times ? a.times > b.times : a.code < b.code;
  });
}

std::vector<ReportRemark> grouped(std::span<const Diagnostic> diagnostics, std::size_t examples) {
  std::vector<ReportRemark> remarks;
  for (const Diagnostic& diagnostic : diagnostics) {
    auto at = std::find_if(remarks.begin(), remarks.end(), [&](const ReportRemark& one) {
      return one.code == diagnostic.code && one.severity == diagnostic.severity;
    });
    if (at == remarks.end()) {
      remarks.push_back({diagnostic.severity, diagnostic.code, 0, 1, {}});
      at = std::prev(remarks.end());
    }
    ++at->times;
    add_example(*at, diagnostic, examples);
  }
  sort_remarks(remarks);
  return remarks;
}

void ReportBuilder::add(const Offer& offer) {
  const QualityAssessment assessment =
      assess_quality(offer, {options_.today, options_.days_since_fetch, options_.outcomes_checked});
  notes_.push_back({offer.id, offer.key, cut(title_of(offer), k_longest_text), assessment.score, assessment.scores});
  ++count_;
  score_sum_ += assessment.score;
  count_criteria(notes_.back());
  count_advice(notes_.back());
  if (notes_.size() >= 2 * k_kept_offers) {
    sort_notes();
    notes_.resize(k_kept_offers);
  }
  if (somewhere_) return;
  for (const Location& place : places_of(offer)) {
    if (!somewhere_) somewhere_ = place.point;
  }
}

void ReportBuilder::count_criteria(const Note& note) {
  if (criteria_.empty()) {
    for (const auto& [criterion, name] : EnumNames<Criterion>::names) criteria_.push_back({criterion, 0, 0, 0, 0.0});
  }
  for (const CriterionScore& score : note.scores) {
    if (!score.applicable) continue;
    ReportCriterion& row = criteria_[static_cast<std::size_t>(score.criterion)];
    ++row.applicable;
    row.perfect += score.value >= 1.0 ? 1 : 0;
    row.missing += is_missing(score) ? 1 : 0;
    row.mean += score.value;
  }
}

void ReportBuilder::count_advice(const Note& note) {
  for (const CriterionScore& score : note.scores) {
    if (!score.applicable || score.advice.empty()) continue;
    auto at =
        std::find_if(advice_.begin(), advice_.end(), [&](const ReportAdvice& one) { return one.key == score.advice; });
    if (at == advice_.end()) {
      advice_.push_back({score.criterion, std::string(score.advice), 0, 0.0, {}});
      at = std::prev(advice_.end());
    }
    ++at->offers;
    at->gain += gain_of(note.scores, score);
    if (at->examples.size() < k_examples) at->examples.push_back(note.title.empty() ? note.key : note.title);
  }
}

void ReportBuilder::sort_notes() {
  std::stable_sort(notes_.begin(), notes_.end(), [](const Note& a, const Note& b) {
    if (a.score != b.score) return a.score < b.score;
    return a.id != b.id ? a.id < b.id : a.key < b.key;
  });
}

void ReportBuilder::add(const Diagnostic& diagnostic) {
  const std::pair<Severity, std::string> key{diagnostic.severity, diagnostic.code};
  ReportRemark& remark = remarks_[key];
  remark.severity = diagnostic.severity;
  remark.code = diagnostic.code;
  ++remark.times;
  // The remarks of one record come together.
  std::string& last = last_record_[key];
  if (remark.times == 1 || last != diagnostic.record_key) ++remark.records;
  last = diagnostic.record_key;
  add_example(remark, diagnostic);
  if (diagnostic.record_key.empty() || kept_ >= k_kept_remarks) return;
  of_record_[diagnostic.record_key].push_back(diagnostic);
  ++kept_;
}

std::vector<ReportCriterion> ReportBuilder::criteria() const {
  std::vector<ReportCriterion> list = criteria_;
  for (ReportCriterion& row : list) {
    if (row.applicable > 0) row.mean /= static_cast<double>(row.applicable);
  }
  std::stable_sort(list.begin(), list.end(), [](const ReportCriterion& a, const ReportCriterion& b) {
    if ((a.applicable == 0) != (b.applicable == 0)) return b.applicable == 0;
    return a.mean < b.mean;
  });
  return list;
}

std::vector<ReportAdvice> ReportBuilder::advice() const {
  std::vector<ReportAdvice> list = advice_;
  for (ReportAdvice& row : list) row.gain /= static_cast<double>(count_);
  std::stable_sort(list.begin(), list.end(),
                   [](const ReportAdvice& a, const ReportAdvice& b) { return a.gain > b.gain; });
  return list;
}

std::vector<ReportFindability> ReportBuilder::findability(const RankProbe& probe) const {
  std::vector<ReportFindability> list;
  for (const auto& [criterion, field] : k_measurable) {
    if (field == ChosenBy::skills && !options_.outcomes_checked) continue;  // no offer was mapped to skills
    ReportFindability row;
    row.field = field;
    row.criterion = criterion;
    for (const ReportAdvice& one : advice_) {
      // Starts that are over cost more than a place in a list: those offers are not shown at all.
      if (one.key == std::string(name_of(criterion)) + "-missing" || one.key == "level-unknown-word") {
        row.offers += one.criterion == criterion ? one.offers : 0;
      }
    }
    std::vector<std::pair<RankEffect, std::string>> effects;
    const bool can_be_measured = field != ChosenBy::place || somewhere_;
    for (const Note& note : notes_) {
      if (effects.size() >= k_measured || !can_be_measured) break;
      const CriterionScore& score = score_of(note.scores, criterion);
      if (!is_missing(score) || score.advice == "starts-past" || !note.id.stored()) continue;
      const auto effect = probe({note.id, field, gain_of(note.scores, score), somewhere_, options_.today});
      if (effect && effect->hits > 1) effects.emplace_back(*effect, note.title);
    }
    if (effects.empty()) continue;
    std::stable_sort(effects.begin(), effects.end(), [](const auto& a, const auto& b) {
      return a.first.now - std::min(a.first.now, a.first.then) < b.first.now - std::min(b.first.now, b.first.then);
    });
    row.measured = effects.size();
    row.effect = effects[effects.size() / 2].first;
    row.title = effects[effects.size() / 2].second;
    list.push_back(std::move(row));
  }
  return list;
}

std::vector<ReportOffer> ReportBuilder::page() const {
  std::vector<ReportOffer> list;
  const std::size_t from = std::min(notes_.size(), (options_.page - 1) * options_.page_size);
  const std::size_t to = std::min(notes_.size(), from + options_.page_size);
  for (std::size_t i = from; i < to; ++i) {
    const Note& note = notes_[i];
    ReportOffer& offer = list.emplace_back();
    offer.id = note.id;
    offer.key = note.key;
    offer.title = note.title;
    offer.score = note.score;
    offer.scores = note.scores;
    if (const auto found = of_record_.find(note.key); found != of_record_.end())
      offer.remarks = grouped(found->second, k_examples);
  }
  return list;
}

PublishingReport ReportBuilder::finish(const RankProbe& probe) {
  sort_notes();
  PublishingReport report;
  report.today = options_.today;
  report.offers = static_cast<std::int64_t>(count_);
  report.assessed = count_;
  report.outcomes_checked = options_.outcomes_checked;
  report.page = options_.page;
  report.page_size = options_.page_size;
  report.score = count_ > 0 ? score_sum_ / static_cast<double>(count_) : 0.0;
  report.criteria = criteria();
  report.advice = advice();
  if (probe) report.findability = findability(probe);
  for (const auto& [key, remark] : remarks_) report.remarks.push_back(remark);
  sort_remarks(report.remarks);
  report.page_offers = page();
  return report;
}

}  // namespace leerwijzer
