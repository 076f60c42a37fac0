// Runs the project's own programs as a person would: with arguments and an environment, seeing what
// they print and how they end. A program left running is ended by its own process id.
#pragma once

#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace leerwijzer::testing {

struct ProgramResult {
  int status = -1;     ///< exit status; 128 + signal when it was ended by one
  std::string output;  ///< standard output
  std::string errors;  ///< standard error
};

class Program {
 public:
  /// Starts a program; its output goes to files in `folder`. Throws std::runtime_error when it
  /// cannot be started.
  Program(const std::filesystem::path& executable, const std::vector<std::string>& arguments,
          const std::map<std::string, std::string>& environment, const std::filesystem::path& folder);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The rest of the first line of output that starts with `prefix`. Throws when the program ends
  /// or `longest` passes without it.
  [[nodiscard]] std::string wait_for_line(const std::string& prefix, std::chrono::seconds longest);

  void signal(int number) const;

  /// Waits for the end. Throws when it does not come within `longest`.
  [[nodiscard]] ProgramResult wait(std::chrono::seconds longest);

  [[nodiscard]] int process_id() const noexcept { return process_; }

 private:
  [[nodiscard]] bool ended();

  int process_ = -1;
  int status_ = -1;
  std::filesystem::path output_;
  std::filesystem::path errors_;
};

/// Starts a program and waits for its end.
[[nodiscard]] ProgramResult run_program(const std::filesystem::path& executable,
                                        const std::vector<std::string>& arguments,
                                        const std::map<std::string, std::string>& environment,
                                        std::chrono::seconds longest = std::chrono::seconds{120});

}  // namespace leerwijzer::testing
