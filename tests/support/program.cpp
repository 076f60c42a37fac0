#include "tests/support/program.hpp"

#include "tests/support/paths.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>
#include <thread>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& extra) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!extra.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : extra) all.push_back(name + "=" + value);
  return all;
}

int exit_status(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

}  // namespace

Program::Program(const std::filesystem::path& executable, const std::vector<std::string>& arguments,
                 const std::map<std::string, std::string>& environment, const std::filesystem::path& folder)
    : output_(folder / (executable.filename().string() + ".out")),
      errors_(folder / (executable.filename().string() + ".err")) {
  std::vector<std::string> words = {executable.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment_with(environment);
  const std::vector<char*> argv = pointers_to(words);
  const std::vector<char*> envp = pointers_to(variables);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int failed = posix_spawn(&process_, executable.c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + executable.string());
}

Program::~Program() {
  if (ended()) return;
  kill(process_, SIGKILL);
  waitpid(process_, &status_, 0);
}

bool Program::ended() {
  if (process_ < 0) return true;
  int wait_status = 0;
  if (waitpid(process_, &wait_status, WNOHANG) != process_) return false;
  status_ = exit_status(wait_status);
  process_ = -1;
  return true;
}

std::string Program::wait_for_line(const std::string& prefix, std::chrono::seconds longest) {
  const auto until = std::chrono::steady_clock::now() + longest;
  for (;;) {
    const bool over = ended();
    std::istringstream lines(read_file(output_));
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(prefix)) return line.substr(prefix.size());
    }
    if (over || std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("no line \"" + prefix + "\"; the program said: " + read_file(errors_));
    }
    std::this_thread::sleep_for(20ms);
  }
}

void Program::signal(int number) const {
  if (process_ > 0) kill(process_, number);
}

ProgramResult Program::wait(std::chrono::seconds longest) {
  const auto until = std::chrono::steady_clock::now() + longest;
  while (!ended()) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the program does not end");
    std::this_thread::sleep_for(10ms);
  }
  return {status_, read_file(output_), read_file(errors_)};
}

ProgramResult run_program(const std::filesystem::path& executable, const std::vector<std::string>& arguments,
                          const std::map<std::string, std::string>& environment, std::chrono::seconds longest) {
  const TemporaryFolder folder;
  Program program(executable, arguments, environment, folder.path());
  return program.wait(longest);
}

}  // namespace leerwijzer::testing
