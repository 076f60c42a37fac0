#include "indexer/importing/model_making.hpp"

#include "engine/store/model_store.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "engine/taxonomy/taxonomy_training.hpp"

#include <chrono>

namespace leerwijzer {

MadeModels make_models(Pool& pool) {
  const auto began = std::chrono::steady_clock::now();
  TaxonomySnapshot stored = TaxonomyStore(pool).load();
  const TaxonomyModels models =
      train_models(std::move(stored.occupations), std::move(stored.skills), stored.relations, stored.version);
  const std::string bytes = write_models(models);
  ModelStore(pool).put_models(models.version, bytes);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  return {models.version, bytes.size(), took.count()};
}

}  // namespace leerwijzer
