#include "indexer/verb.hpp"
#include "indexer/verbs/actor.hpp"
#include "indexer/workspace.hpp"

#include "engine/domain/sealed_note.hpp"
#include "engine/store/referral_store.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <fstream>
#include <memory>

namespace leerwijzer {
namespace {

struct Options {
  std::string desk;
  bool all = false;
  std::int64_t id = 0;
  int limit = 100;
  std::string key_file;
  std::string status;
  std::string reason;
  std::string by;
};

/// What is readable by others than its owner is refused: it opens what people told in confidence.
KeyPair read_key(const std::string& path) {
  if (path.empty()) {
    throw ErrorException({ErrorCode::invalid_input, "No file with the secret key is named",
                          "Give --key, or set LEERWIJZER_REFERRAL_KEY.", "--key"});
  }
  struct stat about {};
  if (stat(path.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw ErrorException(
        {ErrorCode::permission_denied, "Others can read the file with the secret key", "chmod 600 " + path, path});
  }
  std::ifstream in(path);
  std::string hex;
  if (!(in >> hex))
    throw ErrorException({ErrorCode::not_found, "The file with the secret key cannot be read", "", path});
  auto keys = key_pair_of(bytes_of_hex(hex).value_or(""));
  if (!keys) throw ErrorException({keys.error().code, keys.error().what, keys.error().hint, path});
  return *keys;
}

/// A new file that only its owner can read; never one that exists.
void write_secret(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    throw ErrorException({ErrorCode::conflict, "The file cannot be made; it may exist already",
                          "A key that exists is never overwritten: what was sealed for it could not be read any more.",
                          path});
  }
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
  close(file);
  if (!written) throw ErrorException({ErrorCode::internal, "The key could not be written", "Is the disk full?", path});
}

int keygen(const Options& options) {
  const KeyPair keys = make_key_pair();
  write_secret(options.key_file, hex_of(keys.secret_key) + "\n");
  fmt::print("# The secret key is in {}: keep a copy of it in a safe place.\n", options.key_file);
  fmt::print("{} {}\n", options.desk.empty() ? "*" : options.desk, hex_of(keys.public_key));
  return 0;
}

int list(Workspace& workspace, const Options& options) {
  ReferralStore store(workspace.pool());
  const auto referrals = store.list(options.desk, options.all, workspace.today(), options.limit);
  if (referrals.empty()) fmt::print("No referral {}.\n", options.all ? "is kept" : "waits");
  for (const StoredReferral& one : referrals) {
    fmt::print("{:>5}  {:<9}  {}  {}  until {}{}\n", one.id, name_of(one.status), one.consented_at.substr(0, 16),
               one.desk, format_iso(one.expires_at), one.refusal ? "  " + std::string(name_of(*one.refusal)) : "");
  }
  return 0;
}

/// What a person typed goes to a terminal: signs that steer one are left out.
std::string printable(std::string text) {
  std::erase_if(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
  return text;
}

int show(Workspace& workspace, const Options& options) {
  const KeyPair keys = read_key(options.key_file);
  ReferralStore store(workspace.pool());
  const StoredReferral one = store.referral(options.id, workspace.today()).value();
  fmt::print("Referral {} to {}: {}. Consent {} at {}; kept until {}.\n", one.id, one.desk, name_of(one.status),
             one.consent_version, one.consented_at, format_iso(one.expires_at));
  if (one.content.empty()) {
    fmt::print("The person withdrew; what was told is erased.\n");
    return 0;
  }
  const auto text = open_note_as_desk({one.content, one.key_for_desk, one.key_for_person}, keys);
  if (!text) {
    throw ErrorException({ErrorCode::permission_denied, "This key does not open the referral",
                          "It was sealed for another desk, or for an earlier key.", options.key_file});
  }
  const auto content = boost::json::parse(*text);
  for (const auto& section : content.at("sections").as_array()) {
    fmt::print("\n{}\n{}\n", printable(std::string(section.at("title").as_string())),
               printable(std::string(section.at("text").as_string())));
  }
  return 0;
}

template <typename E>
std::string all_names() {
  std::string names;
  for (const auto& [value, name] : EnumNames<E>::names) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

template <typename E>
E enum_of(const std::string& name, const char* option) {
  if (const auto value = value_of<E>(name)) return *value;
  throw ErrorException(
      {ErrorCode::invalid_input, "\"" + name + "\" is not known", "Use one of: " + all_names<E>() + ".", option});
}

int change(Workspace& workspace, const Options& options) {
  ReferralChange step;
  step.id = options.id;
  step.status = enum_of<ReferralStatus>(options.status, "status");
  if (!options.reason.empty()) step.refusal = enum_of<RefusalReason>(options.reason, "--reason");
  step.by = actor_of(options.by);
  step.today = workspace.today();
  const auto changed = ReferralStore(workspace.pool()).change(step);
  if (!changed) throw ErrorException(changed.error());
  fmt::print("Referral {} is {}.\n", options.id, options.status);
  return 0;
}

VerbAction define(CLI::App& command) {
  auto options = std::make_shared<Options>();
  command.require_subcommand(1);
  auto* const making =
      command.add_subcommand("keygen", "Make a key: the secret one in a new file, the public on stdout");
  making->add_option("file", options->key_file, "New file for the secret key")->required();
  making->add_option("--desk", options->desk, "Only for this desk; else for all");
  auto* const listing = command.add_subcommand("list", "Referrals that wait for a desk or are with it");
  listing->add_option("--desk", options->desk, "Of this desk only");
  listing->add_flag("--all", options->all, "Also those that ended");
  listing->add_option("--limit", options->limit, "At most this many")->capture_default_str();
  auto* const showing = command.add_subcommand("show", "What a person let the desk know");
  showing->add_option("id", options->id, "Number of the referral")->required();
  showing->add_option("--key", options->key_file, "File with the secret key of the desk")
      ->envname("LEERWIJZER_REFERRAL_KEY");
  auto* const deciding = command.add_subcommand("status", "Say how far it is: seen, accepted, refused or done");
  deciding->add_option("id", options->id, "Number of the referral")->required();
  deciding->add_option("status", options->status, "seen, accepted, refused or done")->required();
  deciding->add_option("--reason", options->reason, "Why it is refused: " + all_names<RefusalReason>());
  deciding->add_option("--by", options->by, "Who decides; else the user of this system");
  return [=](Workspace& workspace) {
    if (making->parsed()) return keygen(*options);
    if (listing->parsed()) return list(workspace, *options);
    return showing->parsed() ? show(workspace, *options) : change(workspace, *options);
  };
}

}  // namespace

extern const Verb k_verb_referrals = {
    "referrals", "People who asked a desk for help: read what they told, and say how far it is",
    "  leerwijzer-indexer referrals keygen /etc/leerwijzer/referral.key >> /etc/leerwijzer/referral-keys\n"
    "  leerwijzer-indexer referrals list --desk midden-utrecht-werkcentrum\n"
    "  leerwijzer-indexer referrals show 12 --key /etc/leerwijzer/referral.key\n"
    "  leerwijzer-indexer referrals status 12 refused --reason not_our_region --by 'A. Jansen'\n",
    define};

}  // namespace leerwijzer
