// deploy/postgres-cluster as a person or a script uses it.
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace leerwijzer::testing {
namespace {

struct Ran {
  int status = -1;
  std::string output;  ///< both streams
};

Ran run(const std::string& command) {
  Ran ran;
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 512> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) ran.output += buffer.data();
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

class PostgresCluster : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "leerwijzer-cluster.XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    top = pattern;
    // As root the server runs under another account, which has to pass here.
    std::filesystem::permissions(top, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
  }
  void TearDown() override {
    (void)cluster("stop", folder);
    std::filesystem::remove_all(top);
  }

  static Ran cluster(const std::string& verb, const std::filesystem::path& where, const std::string& flags = "") {
    return run(quoted(root() / "deploy/postgres-cluster") + " " + verb + " " + quoted(where) + " " + flags);
  }
  /// As the shell reads one word.
  static std::string quoted(const std::filesystem::path& path) {
    std::string word = "'";
    for (char c : path.string()) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
  }
  static std::string last_line(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    std::string last;
    while (std::getline(lines, line)) last = line;
    return last;
  }
  static std::string ask(const std::string& url, const std::string& sql) {
    return last_line(run("psql \"" + url + "\" -XAtc \"" + sql + "\"").output);
  }

  std::filesystem::path top;
  std::filesystem::path folder;
};

TEST_F(PostgresCluster, starts_once_keeps_its_data_and_listens_on_its_socket_only) {
  folder = top / "cluster";
  EXPECT_EQ(cluster("status", folder).status, 3);
  const Ran first = cluster("start", folder, "--fast");
  ASSERT_EQ(first.status, 0) << first.output;
  const std::string url = last_line(first.output);
  EXPECT_EQ(ask(url, "SHOW listen_addresses"), "");
  EXPECT_EQ(ask(url, "SHOW fsync"), "off");
  EXPECT_EQ(ask(url, "CREATE TABLE kept (id int)"), "CREATE TABLE");

  const std::string process = ask(url, "SELECT pg_postmaster_start_time()");
  EXPECT_EQ(last_line(cluster("start", folder, "--fast").output), url);
  EXPECT_EQ(ask(url, "SELECT pg_postmaster_start_time()"), process) << "the second start is no restart";
  EXPECT_EQ(last_line(cluster("url", folder).output), url);
  EXPECT_EQ(cluster("status", folder).status, 0);

  EXPECT_EQ(cluster("stop", folder).status, 0);
  EXPECT_EQ(cluster("stop", folder).status, 0);
  EXPECT_EQ(cluster("status", folder).status, 3);
  EXPECT_NE(cluster("url", folder).status, 0);

  const Ran durable = cluster("start", folder);
  ASSERT_EQ(durable.status, 0) << durable.output;
  EXPECT_EQ(ask(url, "SHOW fsync"), "on");
  EXPECT_EQ(ask(url, "SELECT count(*) FROM kept"), "0");
}

TEST_F(PostgresCluster, nobody_else_can_pass_the_folders_of_data_and_socket) {
  folder = top / "cluster";
  ASSERT_EQ(cluster("start", folder, "--fast").status, 0);
  for (const char* part : {"pg", "pg-socket"}) {
    const auto mode = std::filesystem::status(folder / part).permissions() & std::filesystem::perms::mask;
    EXPECT_EQ(mode, std::filesystem::perms::owner_all) << part;
  }
}

TEST_F(PostgresCluster, a_folder_with_a_long_name_gets_a_short_socket_that_goes_on_stop) {
  folder = top / std::string(100, 'x') / "it's";
  const Ran started = cluster("start", folder, "--fast");
  ASSERT_EQ(started.status, 0) << started.output;
  const std::string url = last_line(started.output);
  EXPECT_EQ(ask(url, "SELECT 1"), "1");
  const std::string socket = read_file(folder / "socket-folder");
  const std::filesystem::path short_folder = socket.substr(0, socket.find('\n'));
  EXPECT_TRUE(std::filesystem::exists(short_folder));
  EXPECT_EQ(cluster("stop", folder).status, 0);
  EXPECT_FALSE(std::filesystem::exists(short_folder));
}

TEST_F(PostgresCluster, what_is_wrong_is_said) {
  EXPECT_NE(cluster("start", "", "").status, 0);
  const Ran verb = cluster("restart", top);
  EXPECT_NE(verb.status, 0);
  EXPECT_NE(verb.output.find("unknown verb restart"), std::string::npos);
  const Ran flag = cluster("start", top, "--quick");
  EXPECT_NE(flag.status, 0);
  EXPECT_NE(flag.output.find("--quick"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer::testing
