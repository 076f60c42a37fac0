// Runs a question on threads for a while and says how many were answered and how long each took. What is asked is
// given as one function a thread, made on that thread, since most engines want a reader of their own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace leerwijzer::bench {

/// What one request gave.
struct Outcome {
  std::size_t total = 0;   ///< exact number of hits
  std::size_t shown = 0;   ///< hits read with their data
  bool corrected = false;  ///< spelling was put right
  bool relaxed = false;    ///< a wider search was made as well
};

using Ask = std::function<Outcome(std::size_t question)>;

struct Measured {
  double per_second = 0.0;
  double p50_ms = 0.0;
  double p95_ms = 0.0;
  std::size_t requests = 0;
  std::size_t totals = 0;  ///< sum over the requests
  std::size_t corrected = 0;
  std::size_t relaxed = 0;
};

struct Load {
  std::size_t threads = 1;
  double seconds = 10.0;
  std::size_t questions = 0;
};

/// Asks the questions in turn, each thread the next one that nobody took yet; a fifth of the time beforehand is not
/// measured. What a thread throws comes out here.
[[nodiscard]] Measured measure(const Load& load, const std::function<Ask()>& on_thread);

/// "per_second p50 p95 requests totals corrected relaxed".
[[nodiscard]] std::string line_of(const Measured& measured);

}  // namespace leerwijzer::bench
