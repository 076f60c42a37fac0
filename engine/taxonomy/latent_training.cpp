#include "engine/taxonomy/latent_training.hpp"

#include "engine/taxonomy/near_words.hpp"

#include <Eigen/Dense>
#include <Eigen/Sparse>

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

namespace leerwijzer {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;

constexpr Eigen::Index k_dimensions = 150;
constexpr Eigen::Index k_spare = 20;  ///< further directions while searching, for the last ones to come out well
constexpr int k_rounds = 3;
constexpr std::uint32_t k_seed = 7;

/// Features numbered as they come, and how many concepts have each.
struct Numbering {
  std::unordered_map<std::uint64_t, Eigen::Index> number;
  std::vector<std::uint64_t> feature;

  Eigen::Index of(std::uint64_t one) {
    const auto [entry, fresh] = number.emplace(one, static_cast<Eigen::Index>(feature.size()));
    if (fresh) feature.push_back(one);
    return entry->second;
  }
};

using Row = std::vector<std::pair<Eigen::Index, float>>;  ///< feature and weight, in order of feature

std::vector<Row> counts_of(const LatentBlock& block, Numbering& numbering) {
  std::vector<Row> rows(block.of_concept.size());
  for (std::size_t at = 0; at < rows.size(); ++at) {
    std::vector<Eigen::Index> numbers;
    for (std::uint64_t one : block.of_concept[at]) numbers.push_back(numbering.of(one));
    std::sort(numbers.begin(), numbers.end());
    for (Eigen::Index number : numbers) {
      if (rows[at].empty() || rows[at].back().first != number) rows[at].emplace_back(number, 0.0F);
      rows[at].back().second += 1.0F;
    }
  }
  return rows;
}

/// Each block weighed by how telling its features are, of length one, times its weight; the sum of length one.
Sparse weighted_matrix(const std::vector<LatentBlock>& blocks, Numbering& numbering) {
  std::vector<Eigen::Triplet<float>> cells;
  const auto concepts = static_cast<double>(blocks.front().of_concept.size());
  for (const LatentBlock& block : blocks) {
    std::vector<Row> rows = counts_of(block, numbering);
    std::vector<double> having(numbering.feature.size(), 0.0);
    for (const Row& row : rows) {
      for (const auto& [number, count] : row) having[static_cast<std::size_t>(number)] += 1.0;
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
      double squares = 0.0;
      for (auto& [number, value] : rows[at]) {
        const double telling = 1.0 + std::log(concepts / having[static_cast<std::size_t>(number)]);
        value = static_cast<float>((1.0 + std::log(static_cast<double>(value))) * telling);
        squares += static_cast<double>(value) * static_cast<double>(value);
      }
      if (squares <= 0.0) continue;
      const auto factor = static_cast<float>(block.weight / std::sqrt(squares));
      for (const auto& [number, value] : rows[at])
        cells.emplace_back(static_cast<Eigen::Index>(at), number, value * factor);
    }
  }
  Sparse matrix(static_cast<Eigen::Index>(concepts), static_cast<Eigen::Index>(numbering.feature.size()));
  matrix.setFromTriplets(cells.begin(), cells.end());
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    const float length = matrix.row(row).norm();
    if (length > 0.0F) matrix.row(row) /= length;
  }
  return matrix;
}

Matrix orthonormal(const Matrix& columns) {
  const Eigen::HouseholderQR<Eigen::MatrixXf> qr(columns);
  return qr.householderQ() * Eigen::MatrixXf::Identity(columns.rows(), columns.cols());
}

struct Directions {
  Matrix features;  ///< one row for each feature
  Eigen::VectorXf strengths;
};

/// The strongest right singular vectors (Halko, Martinsson and Tropp, 2011).
Directions strongest(const Sparse& matrix) {
  const Eigen::Index most = std::min(matrix.rows(), matrix.cols());
  const Eigen::Index kept = std::min(k_dimensions, most);
  const Eigen::Index searched = std::min(k_dimensions + k_spare, most);
  std::mt19937 random(k_seed);
  Matrix range(matrix.rows(), searched);
  for (Eigen::Index i = 0; i < range.size(); ++i)
    range.data()[i] = static_cast<float>(random() % 2001U) / 1000.0F - 1.0F;
  const Sparse transposed = matrix.transpose();
  range = orthonormal(range);
  for (int round = 0; round < k_rounds; ++round) {
    const Matrix seen = transposed * range;
    range = orthonormal(matrix * seen);
  }
  const Matrix projected = transposed * range;
  const Eigen::MatrixXf gram = projected.transpose() * projected;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> solved(gram);
  Directions out;
  out.strengths = solved.eigenvalues().tail(kept).cwiseMax(1e-9F).cwiseSqrt();
  out.features = projected * solved.eigenvectors().rightCols(kept) * out.strengths.cwiseInverse().asDiagonal();
  return out;
}

LatentSpace::Rows rows_of(const Matrix& matrix) {
  return {static_cast<std::size_t>(matrix.cols()), {matrix.data(), matrix.data() + matrix.size()}};
}

/// Every feature with a row that is the longer, the fewer concepts have it.
LatentSpace space_of(const Sparse& matrix, const Numbering& numbering, const Directions& directions) {
  std::vector<double> having(numbering.feature.size(), 0.0);
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Sparse::InnerIterator cell(matrix, row); cell; ++cell) having[static_cast<std::size_t>(cell.col())] += 1.0;
  }
  std::vector<std::uint64_t> words = numbering.feature;
  std::sort(words.begin(), words.end());
  Matrix rows(static_cast<Eigen::Index>(words.size()), directions.features.cols());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Eigen::Index number = numbering.number.at(words[i]);
    const double count = std::max(1.0, having[static_cast<std::size_t>(number)]);
    const double telling = 1.0 + std::log(static_cast<double>(matrix.rows()) / count);
    rows.row(static_cast<Eigen::Index>(i)) = directions.features.row(number) * static_cast<float>(telling);
  }
  return {std::move(words), rows_of(rows), rows_of(matrix * directions.features)};
}

}  // namespace

LatentTraining train_latent(const std::vector<LatentBlock>& blocks, const std::vector<VocabularyWord>& vocabulary,
                            const std::vector<WordLinks::Entry>& other_names) {
  if (blocks.empty() || blocks.front().of_concept.size() < 2) return {};
  Numbering numbering;
  const Sparse matrix = weighted_matrix(blocks, numbering);
  if (matrix.nonZeros() == 0) return {};
  const Directions directions = strongest(matrix);
  Matrix word_rows = Matrix::Zero(static_cast<Eigen::Index>(vocabulary.size()), directions.features.cols());
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const auto found = numbering.number.find(vocabulary[i].feature);
    if (found == numbering.number.end()) continue;
    auto row = word_rows.row(static_cast<Eigen::Index>(i));
    row = directions.features.row(found->second).cwiseProduct(directions.strengths.transpose());
    const float length = row.norm();
    if (length > 0.0F) row /= length;
  }
  return {space_of(matrix, numbering, directions), near_words(vocabulary, rows_of(word_rows), other_names)};
}

}  // namespace leerwijzer
