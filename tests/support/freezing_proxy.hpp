// Stands between a client and a server on Unix sockets and can stop passing anything on, as a server
// does that hangs: connections stay open and nothing comes back.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace leerwijzer::testing {

class FreezingProxy {
 public:
  /// Listens in a new temporary folder under the same file name as `server`. Throws std::runtime_error.
  explicit FreezingProxy(const std::string& server);
  ~FreezingProxy();
  FreezingProxy(const FreezingProxy&) = delete;
  FreezingProxy& operator=(const FreezingProxy&) = delete;

  [[nodiscard]] const std::string& folder() const noexcept { return folder_; }
  void freeze() noexcept { frozen_ = true; }
  void thaw() noexcept { frozen_ = false; }

 private:
  void serve();

  std::string server_;
  std::string folder_;
  std::string path_;
  int listener_ = -1;
  std::atomic<bool> frozen_ = false;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace leerwijzer::testing
