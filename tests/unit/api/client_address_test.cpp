// Whose request it is, as far as addresses tell, and whose word is taken for it.
#include "api/client_address.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

WebRequest from(std::string client, std::vector<std::string> forwarded = {}) {
  WebRequest request;
  request.client = std::move(client);
  for (std::string& one : forwarded) request.headers.emplace_back("x-forwarded-for", std::move(one));
  return request;
}

AddressList listed(std::string_view text) { return AddressList::read(text).value(); }

TEST(ClientAddress, is_the_other_end_and_nothing_that_a_stranger_says) {
  EXPECT_EQ(client_network(from("192.0.2.7", {"198.51.100.1"}), listed("")).name, "192.0.2.7");
  EXPECT_EQ(client_network(from("192.0.2.7", {"198.51.100.1"}), listed("10.0.0.0/8")).name, "192.0.2.7");
  EXPECT_FALSE(client_network(from("192.0.2.7"), listed("")).local);
}

TEST(ClientAddress, is_the_last_that_a_trusted_proxy_names) {
  const AddressList proxies = listed("127.0.0.1, 10.1.0.0/16");
  EXPECT_EQ(client_network(from("127.0.0.1", {"198.51.100.1"}), proxies).name, "198.51.100.1");
  EXPECT_EQ(client_network(from("127.0.0.1", {"1.1.1.1, 198.51.100.1"}), proxies).name, "198.51.100.1")
      << "what a client wrote itself stands before";
  EXPECT_EQ(client_network(from("127.0.0.1", {"1.1.1.1", "198.51.100.1"}), proxies).name, "198.51.100.1");
  EXPECT_EQ(client_network(from("127.0.0.1", {"198.51.100.1, 10.1.2.3"}), proxies).name, "198.51.100.1")
      << "over a second proxy of ours";
  EXPECT_EQ(client_network(from("127.0.0.1", {"198.51.100.1, 10.2.2.3"}), proxies).name, "10.2.2.3");
}

TEST(ClientAddress, is_this_machine_only_when_no_proxy_passed_it_on) {
  EXPECT_TRUE(client_network(from("127.0.0.1"), listed("127.0.0.1")).local);
  EXPECT_TRUE(client_network(from("::1"), listed("")).local);
  EXPECT_TRUE(client_network(from("::ffff:127.0.0.1"), listed("")).local);
  EXPECT_TRUE(client_network(from(""), listed("")).local);
  EXPECT_FALSE(client_network(from("127.0.0.1", {"127.0.0.1"}), listed("127.0.0.1")).local);
  EXPECT_FALSE(client_network(from("127.0.0.1", {"unknown"}), listed("127.0.0.1")).local);
  EXPECT_EQ(client_network(from("127.0.0.1", {"unknown"}), listed("127.0.0.1")).name, "127.0.0.1");
}

TEST(ClientAddress, of_version_6_is_the_network_of_a_household) {
  const auto one = client_network(from("2001:db8:1:2:3:4:5:6"), listed(""));
  EXPECT_EQ(one.name, "2001:db8:1:2::/64");
  EXPECT_EQ(client_network(from("2001:db8:1:2:ffff::1"), listed("")).name, one.name);
  EXPECT_NE(client_network(from("2001:db8:1:3::1"), listed("")).name, one.name);
  EXPECT_EQ(client_network(from("::ffff:192.0.2.7"), listed("")).name, "192.0.2.7");
}

TEST(ClientAddress, is_read_with_a_port_brackets_and_a_zone) {
  for (const char* text : {"[2001:db8::1]:443", "[2001:db8::1]", " 2001:db8::1 ", "2001:db8::1%eth0"})
    EXPECT_EQ(read_address(text), read_address("2001:db8::1")) << text;
  EXPECT_EQ(read_address("192.0.2.7:51000"), read_address("192.0.2.7"));
  EXPECT_TRUE(read_address("192.0.2.7").has_value());
  for (const std::string& text :
       {std::string(""), std::string("x"), std::string("192.0.2"), std::string("192.0.2.256"), std::string("[::1"),
        std::string("0x7f.1"), std::string("192.0.2.7\0x", 11), std::string(1000, ':'), std::string("[")})
    EXPECT_TRUE(!read_address(text) || text == "[::1") << text;
}

TEST(AddressList, holds_prefixes_of_both_versions) {
  const AddressList list = listed("10.1.0.0/16, 2001:db8::/33,192.0.2.7");
  const auto holds = [&](std::string_view text) { return list.holds(read_address(text).value()); };
  EXPECT_TRUE(holds("10.1.255.255"));
  EXPECT_FALSE(holds("10.2.0.0"));
  EXPECT_TRUE(holds("2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8:8000::1"));
  EXPECT_TRUE(holds("192.0.2.7"));
  EXPECT_FALSE(holds("192.0.2.6"));
  EXPECT_TRUE(listed("0.0.0.0/0").holds(read_address("203.0.113.9").value()));
  EXPECT_FALSE(listed("0.0.0.0/0").holds(read_address("2001:db8::1").value()));
}

TEST(AddressList, refuses_what_is_no_address_and_names_it) {
  for (const char* text : {"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0.0/8x", "1, 2"}) {
    const auto list = AddressList::read(text);
    ASSERT_FALSE(list.has_value()) << text;
    EXPECT_EQ(list.error().where, "trusted-proxies");
  }
  EXPECT_TRUE(AddressList::read("").has_value());
  EXPECT_TRUE(AddressList::read(" , ").has_value());
}

}  // namespace
}  // namespace leerwijzer
