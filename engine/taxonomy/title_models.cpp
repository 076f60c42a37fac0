#include "engine/taxonomy/title_models.hpp"

#include "engine/core/text.hpp"
#include "engine/taxonomy/model_bytes.hpp"
#include "engine/taxonomy/translation_model.hpp"

namespace leerwijzer {
namespace {

constexpr std::string_view k_magic = "LWTM";
constexpr std::uint32_t k_format = 1;  ///< raised when what is stored, or the features it speaks of, change
constexpr std::size_t k_digest_bytes = 32;
constexpr std::size_t k_most_links = 64;
constexpr std::uint64_t k_other_kind = 0x9E3779B97F4A7C15ULL;  ///< keeps English words apart from Dutch ones

Features marked(const Features& features) {
  Features out;
  for (std::uint64_t feature : features) out.push_back(feature ^ k_other_kind);
  return out;
}

template <typename Fill>
LatentBlock block_of(double weight, const std::vector<ConceptText>& concepts, const Fill& fill) {
  LatentBlock block{weight, {}};
  for (const ConceptText& one : concepts) block.of_concept.push_back(fill(one));
  return block;
}

Features joined(const std::vector<Features>& labels) {
  Features all;
  for (const Features& label : labels) all.insert(all.end(), label.begin(), label.end());
  return all;
}

std::vector<LatentBlock> blocks_of(const std::vector<ConceptText>& concepts) {
  std::vector<LatentBlock> blocks;
  blocks.push_back(block_of(1.0, concepts, [](const ConceptText& one) { return joined(one.dutch); }));
  blocks.push_back(block_of(0.4, concepts, [](const ConceptText& one) { return one.description; }));
  blocks.push_back(block_of(0.3, concepts, [](const ConceptText& one) { return one.related; }));
  blocks.push_back(block_of(0.3, concepts, [](const ConceptText& one) { return one.links; }));
  blocks.push_back(block_of(0.7, concepts, [](const ConceptText& one) { return marked(joined(one.english)); }));
  blocks.push_back(block_of(0.5, concepts, [](const ConceptText& one) { return one.groups; }));
  return blocks;
}

void write_one(ModelWriter& out, const TitleModels& models) {
  models.english.write(out);
  models.near.write(out);
  models.latent.write(out);
}

TitleModels read_one(ModelReader& in) {
  TitleModels models;
  models.english = WordLinks::read(in);
  models.near = WordLinks::read(in);
  models.latent = LatentSpace::read(in);
  return models;
}

}  // namespace

TitleModels train_title_models(const std::vector<ConceptText>& concepts,
                               const std::vector<VocabularyWord>& vocabulary) {
  std::vector<std::vector<Features>> dutch;
  std::vector<std::vector<Features>> english;
  for (const ConceptText& one : concepts) {
    dutch.push_back(one.dutch);
    english.push_back(one.english);
  }
  std::vector<WordLinks::Entry> other_names;
  const TranslationModel same_language(dutch);
  for (const VocabularyWord& word : vocabulary) {
    for (const auto& source : same_language.sources_of(word.feature))
      other_names.push_back({word.feature, {source.word, source.probability}});
  }
  LatentTraining trained = train_latent(blocks_of(concepts), vocabulary, other_names);
  TitleModels models;
  models.english = WordLinks(TranslationModel::pairs_between(dutch, english), k_most_links);
  models.near = std::move(trained.near);
  models.latent = std::move(trained.space);
  return models;
}

std::string write_models(const TaxonomyModels& models) {
  ModelWriter out;
  out.array(std::vector<std::uint32_t>{k_format});
  out.text(models.version);
  write_one(out, models.occupations);
  write_one(out, models.skills);
  const std::string body = out.take();
  return std::string(k_magic) + digest(body) + body;
}

Result<TaxonomyModels> read_models(std::string_view bytes) {
  try {
    ModelReader::check(bytes.size() > k_magic.size() + k_digest_bytes && bytes.starts_with(k_magic));
    const std::string_view body = bytes.substr(k_magic.size() + k_digest_bytes);
    ModelReader::check(bytes.substr(k_magic.size(), k_digest_bytes) == digest(body));
    ModelReader in(body);
    const auto format = in.array<std::uint32_t>();
    if (format.size() != 1 || format[0] != k_format) {
      return Error{ErrorCode::schema_mismatch, "The models of job titles were made by another version of the program",
                   "Run leerwijzer-indexer models to make them anew.", "taxonomy_model"};
    }
    TaxonomyModels models;
    models.version = in.text();
    models.occupations = read_one(in);
    models.skills = read_one(in);
    ModelReader::check(in.at_end());
    return models;
  } catch (const ErrorException& error) {
    return error.error();
  }
}

}  // namespace leerwijzer
