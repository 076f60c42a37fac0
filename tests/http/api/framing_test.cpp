// Requests whose borders are in doubt are answered with 400 and the connection ends: nothing behind
// them is ever taken for a request of its own.
#include "tests/http/api/small_application.hpp"
#include "tests/support/running_server.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::any_port;
using testing::RawClient;
using testing::RunningServer;
using testing::SmallApplication;

struct Attack {
  const char* name;
  std::string bytes;
};

const std::string k_smuggled = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";

class FramingGate : public ::testing::TestWithParam<Attack> {};

TEST_P(FramingGate, answers_400_once_and_ends_the_connection) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  RawClient client = running.connect();
  client.send(GetParam().bytes + k_smuggled);
  const auto response = client.read();
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 400) << response->body;
  EXPECT_EQ(response->field("content-type"), "application/problem+json");
  EXPECT_EQ(response->field("connection"), "close");
  EXPECT_EQ(client.rest(), "") << "something was answered behind the refusal";
}

INSTANTIATE_TEST_SUITE_P(
    Attacks, FramingGate,
    ::testing::Values(
        Attack{"no_host", "GET / HTTP/1.1\r\n\r\n"},
        Attack{"two_hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
        Attack{"same_host_twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
        Attack{"empty_host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"},
        Attack{"host_with_a_path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        Attack{"length_and_chunked",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_and_length",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
        Attack{"two_lengths",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"},
        Attack{"same_length_twice",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"},
        Attack{"length_list", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\nabcd"},
        Attack{"length_with_plus", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd"},
        Attack{"negative_length", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"},
        Attack{"hexadecimal_length", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x4\r\n\r\nabcd"},
        Attack{"empty_length", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"},
        Attack{"length_past_64_bits",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"},
        Attack{"unknown_coding", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        Attack{"identity", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n"},
        Attack{"gzip_chunked",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_identity",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_twice",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
               "chunked\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_in_capitals",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_quoted",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_with_a_parameter",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"},
        Attack{"empty_coding", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n"},
        Attack{"space_before_colon",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
        Attack{"vertical_tab_before_coding",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n"},
        Attack{"folded_coding", "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"},
        Attack{"chunked_on_1_0", "POST /v1/echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        Attack{"two_hosts_on_1_0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
        Attack{"bad_chunk_size",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"},
        Attack{"negative_chunk_size",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab\r\n0\r\n\r\n"},
        Attack{"chunk_longer_than_said",
               "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"},
        Attack{"absolute_target", "GET http://b/v1/hello HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"authority_target", "CONNECT b:80 HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"star_target_for_get", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"fragment", "GET /v1/hello#x HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"broken_percent", "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"cut_percent", "GET /v1/hello?q=%4 HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"nul_in_query", "GET /v1/hello?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"invalid_utf8", "GET /v1/hello?q=%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"raw_byte_in_target", "GET /v1/h\xc3\xa9llo HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"dot_segments", "GET /v1/../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"encoded_dot_segments", "GET /v1/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"encoded_slash", "GET /v1/..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"two_slashes", "GET //evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"space_in_target", "GET /v1/he llo HTTP/1.1\r\nHost: a\r\n\r\n"},
        Attack{"bare_line_feeds", "GET /v1/hello HTTP/1.1\nHost: a\n\r\n\r\n"},
        Attack{"carriage_return_in_a_value", "GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"},
        Attack{"nul_in_a_value", "GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: a" + std::string(1, '\0') + "b\r\n\r\n"},
        Attack{"field_without_colon", "GET /v1/hello HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"},
        Attack{"no_version", "GET /v1/hello\r\nHost: a\r\n\r\n"},
        Attack{"garbage", "\x16\x03\x01\x02 not http at all\r\n\r\n"}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(Framing, a_sound_chunked_body_is_read) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  const auto response = running.ask(
      "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nHost: trailer\r\n\r\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "\"abcde\"");
}

TEST(Framing, another_version_is_answered_with_505) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  const auto response = running.ask("GET /v1/hello HTTP/3.0\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(response.status == 505 || response.status == 400) << response.status;
  EXPECT_EQ(response.field("connection"), "close");
}

TEST(Framing, options_may_ask_for_the_whole_server) {
  SmallApplication small;
  const RunningServer running(small.application, any_port());
  EXPECT_EQ(running.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
}

}  // namespace
}  // namespace leerwijzer
