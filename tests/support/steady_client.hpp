// A client that keeps its connection for many requests, and takes a new one when the server ended it.
#pragma once

#include "tests/support/raw_client.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace leerwijzer::testing {

class SteadyClient {
 public:
  explicit SteadyClient(std::uint16_t port) : port_(port) {}

  [[nodiscard]] RawResponse ask(std::string_view bytes) {
    for (int attempt = 0; attempt < 2; ++attempt) {
      if (!client_) client_ = std::make_unique<RawClient>(port_);
      auto response = client_->ask(bytes);
      if (response && response->field("connection") != "close") return *response;
      client_.reset();
      if (response) return *response;
    }
    throw std::runtime_error("the server ended the connection without an answer");
  }

 private:
  std::uint16_t port_;
  std::unique_ptr<RawClient> client_;
};

}  // namespace leerwijzer::testing
