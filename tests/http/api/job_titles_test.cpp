// How well real job titles are resolved by the endpoint, against the official ESCO occupations, where that material is
// beside the project. tests/relevance/job-titles.json holds the figures; none may fall by more than 0.01.
#include "engine/taxonomy/taxonomy_training.hpp"
#include "indexer/importing/taxonomy_files.hpp"
#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <array>
#include <cmath>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr double k_tolerance = 0.01;
constexpr std::size_t k_asked = 50;  // the most that the endpoint gives

using Rows = std::vector<std::vector<std::string>>;

Rows read_tsv(const std::filesystem::path& file) {
  Rows rows;
  for (const std::string& line : split_trimmed(testing::read_file(file), '\n'))
    rows.push_back(split_trimmed(line, '\t'));
  return rows;
}

std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      out += c;
    } else {
      constexpr std::string_view k_digits = "0123456789ABCDEF";
      out += {'%', k_digits[byte >> 4U], k_digits[byte & 15U]};
    }
  }
  return out;
}

struct JudgedTitle {
  std::string text;
  std::set<std::string> right;
};

std::vector<JudgedTitle> judged_titles(const std::filesystem::path& folder) {
  std::map<std::string, std::string> uri_of_label;
  for (const auto& row : read_tsv(folder / "concept_mapping.tsv")) uri_of_label[row.at(0)] = row.at(1);
  std::map<std::string, std::set<std::string>> right;
  for (const auto& row : read_tsv(folder / "annotations.tsv")) right[row.at(0)].insert(uri_of_label[row.at(2)]);
  std::vector<JudgedTitle> titles;
  for (const auto& row : read_tsv(folder / "queries.tsv")) titles.push_back({row.at(1), right[row.at(0)]});
  return titles;
}

struct Figures {
  double count = 0.0;
  double mrr = 0.0;
  double ndcg = 0.0;
  double success = 0.0;

  void add(const JudgedTitle& title, const std::vector<std::string>& found) {
    double first = 0.0;
    double gain = 0.0;
    double ideal = 0.0;
    for (std::size_t rank = 0; rank < found.size(); ++rank) {
      if (!title.right.contains(found[rank])) continue;
      if (first == 0.0) first = 1.0 / static_cast<double>(rank + 1);
      if (rank < 10) gain += 1.0 / std::log2(static_cast<double>(rank) + 2.0);
    }
    for (std::size_t rank = 0; rank < std::min<std::size_t>(10, title.right.size()); ++rank)
      ideal += 1.0 / std::log2(static_cast<double>(rank) + 2.0);
    count += 1.0;
    mrr += first;
    ndcg += ideal > 0.0 ? gain / ideal : 0.0;
    success += gain > 0.0 ? 1.0 : 0.0;
  }
};

/// Of answers by the confidence of their first item, how many are right.
struct Calibration {
  static constexpr std::array<double, 5> k_from = {0.0, 0.2, 0.4, 0.6, 0.8};
  std::array<double, 5> count{};
  std::array<double, 5> right{};

  void add(double confidence, bool is_right) {
    std::size_t bin = k_from.size() - 1;
    while (confidence < k_from[bin]) --bin;
    count[bin] += 1.0;
    right[bin] += is_right ? 1.0 : 0.0;
  }
};

struct EscoServices {
  SnapshotHolder snapshots;
  Services services = testing::SampleServices::instance().services;

  explicit EscoServices(TaxonomySnapshot esco) {
    TaxonomyModels models = train_models(esco.occupations, esco.skills, esco.relations, esco.version);
    Taxonomy taxonomy = Taxonomy::build(std::move(esco.occupations), std::move(esco.skills), esco.relations,
                                        std::move(esco.version), std::move(models));
    snapshots.set(std::make_shared<const Snapshot>(
        Snapshot{std::move(taxonomy), testing::read_shipped_geography(), FundingRules::compile({}).value(), false}));
    services.snapshots = &snapshots;
  }
};

class Report {
 public:
  explicit Report(const std::filesystem::path& kept) : kept_(json::parse(testing::read_file(kept)).as_object()) {}

  void compare(const std::string& kind, const std::string& name, double value) {
    ::testing::Test::RecordProperty(kind + "-" + name, std::to_string(value));
    std::printf("%-16s %-8s %.3f\n", kind.c_str(), name.c_str(), value);
    EXPECT_GE(value, kept_.at(kind).at(name).to_number<double>() - k_tolerance) << kind << " " << name;
  }
  void compare(const std::string& kind, const Figures& figures) {
    ASSERT_GT(figures.count, 0.0) << kind;
    compare(kind, "mrr", figures.mrr / figures.count);
    compare(kind, "ndcg", figures.ndcg / figures.count);
    compare(kind, "success", figures.success / figures.count);
  }

 private:
  json::object kept_;
};

TEST(JobTitles, are_resolved_by_the_endpoint_as_well_as_before) {
  const std::filesystem::path titles = testing::shared() / "data" / "job-titles-dev";
  const std::filesystem::path folder = testing::shared() / "data" / "esco";
  if (!std::filesystem::exists(titles) || !std::filesystem::exists(folder))
    GTEST_SKIP() << "no judged job titles beside the project";
  TaxonomySnapshot esco = numbered(std::move(read_taxonomy_files(folder).value().taxonomy));
  std::set<std::string> labels;
  for (const Occupation& occupation : esco.occupations) {
    for (const Label& label : occupation.labels) {
      if (label.language == "nl") labels.insert(fold(label.text));
    }
  }
  EscoServices services(std::move(esco));
  Application application({}, services.services, endpoints());
  testing::RunningServer server(application, testing::any_port());

  Figures all;
  Figures no_label;
  Calibration calibration;
  for (const JudgedTitle& title : judged_titles(titles)) {
    const auto response = server.get("/v1/occupations?limit=" + std::to_string(k_asked) + "&q=" + encoded(title.text));
    ASSERT_EQ(response.status, 200) << title.text << response.body;
    std::vector<std::string> found;
    const json::value answer = json::parse(response.body);
    for (const json::value& item : answer.at("items").as_array()) found.emplace_back(item.at("uri").as_string());
    all.add(title, found);
    if (!labels.contains(fold(title.text))) no_label.add(title, found);
    if (!found.empty())
      calibration.add(answer.at("items").at(0).at("confidence").to_number<double>(), title.right.contains(found[0]));
  }
  Report report(testing::root() / "tests" / "relevance" / "job-titles.json");
  report.compare("all", all);
  report.compare("no exact label", no_label);
  for (std::size_t bin = 0; bin < Calibration::k_from.size(); ++bin) {
    std::printf("confidence from %.1f: %3.0f titles, %.2f right\n", Calibration::k_from[bin], calibration.count[bin],
                calibration.right[bin] / std::max(1.0, calibration.count[bin]));
  }
  report.compare("taken", "right", calibration.right.back() / std::max(1.0, calibration.count.back()));
}

}  // namespace
}  // namespace leerwijzer
