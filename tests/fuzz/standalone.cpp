// Runs a fuzz target without libFuzzer: every seed as it is, then mutations from a fixed sequence of random numbers,
// so that a run is the same each time. A crash leaves its input in crash-<target>.bin in the temporary folder.
#include "tests/fuzz/target.hpp"
#include "tests/support/paths.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <random>

namespace leerwijzer::fuzz {
namespace {

constexpr std::size_t k_largest = 32 * 1024;

std::vector<std::string> seeds_of(const SeedPlan& plan) {
  std::vector<std::string> seeds = plan.texts;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(testing::root() / "tests" / "cases")) {
    if (!plan.extension.empty() && entry.is_regular_file() && entry.path().extension() == "." + plan.extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::string text = testing::read_file(file);
    if (text.size() <= k_largest) seeds.push_back(std::move(text));
  }
  return seeds;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string next() {
    std::string text = seeds_[pick(seeds_.size())];
    for (std::size_t changes = 1 + pick(6); changes > 0; --changes) change(text);
    text.resize(std::min(text.size(), k_largest));
    return text;
  }

 private:
  std::size_t pick(std::size_t count) { return count == 0 ? 0 : random_() % count; }

  void change(std::string& text) {
    const std::size_t at = pick(text.size() + 1);
    const std::size_t length = std::min(pick(32), text.size() - std::min(at, text.size()));
    switch (pick(6)) {
      case 0: text.insert(at, 1, static_cast<char>(pick(256))); break;
      case 1: text.erase(at, length); break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(pick(256));
        break;
      case 3: text.insert(at, text.substr(at, length)); break;
      case 4: text.resize(at); break;
      default: {
        const std::string& other = seeds_[pick(seeds_.size())];
        text.insert(at, other.substr(pick(other.size() + 1), pick(200)));
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 random_{20'260'803};
};

// For the handler of a crash, which may do very little: the input that was being read, and where it goes.
const std::string* g_input = nullptr;
std::string g_crash_file;

extern "C" void keep_input(int signal) {
  const int file = ::open(g_crash_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0 && g_input != nullptr) {
    const auto written = ::write(file, g_input->data(), g_input->size());
    static_cast<void>(written);
    ::close(file);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run_one(const std::string& input) {
  g_input = &input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  g_input = nullptr;
}

int run(const std::string& name) {
  const SeedPlan plan = seed_plan();
  const std::vector<std::string> seeds = seeds_of(plan);
  if (seeds.empty()) {
    std::fprintf(stderr, "no seeds\n");
    return 1;
  }
  g_crash_file = (std::filesystem::temp_directory_path() / ("crash-" + name + ".bin")).string();
  for (int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) std::signal(signal, keep_input);
  for (const std::string& seed : seeds) run_one(seed);
  run_one("");
  Mutator mutator(seeds);
  for (int i = 0; i < plan.mutations; ++i) run_one(mutator.next());
  std::printf("%zu seeds and %d mutations survived\n", seeds.size(), plan.mutations);
  return 0;
}

}  // namespace
}  // namespace leerwijzer::fuzz

int main(int, char** argv) { return leerwijzer::fuzz::run(std::filesystem::path(argv[0]).filename().string()); }
