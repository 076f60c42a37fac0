// What the catalogue adds to a record, by several threads at once.
#include "indexer/pipeline/enrichment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace leerwijzer {
namespace {

Enrichment with_one_skill() {
  Skill skill;
  skill.id = SkillId{7};
  skill.labels.push_back({LabelKind::preferred, "nl", "lassen"});
  return {Taxonomy::build({}, {skill}, {}, "small"), Geography::build({}, {}), {}};
}

std::vector<Outcome> outcomes(int count) {
  std::vector<Outcome> list;
  for (int i = 0; i < count; ++i) list.push_back({i % 2 == 0 ? "lassen" : "vraag " + std::to_string(i), "nl", {}, 0.0});
  return list;
}

TEST(Enrichment, links_the_same_whoever_asks_first) {
  Enrichment alone = with_one_skill();
  std::vector<Outcome> wanted = outcomes(200);
  EXPECT_TRUE(alone.link_outcomes(wanted));
  EXPECT_EQ(wanted[0].skill, SkillId{7});
  EXPECT_FALSE(wanted[1].skill.stored());
  EXPECT_FALSE(alone.link_outcomes(wanted)) << "a second time changes nothing";

  Enrichment shared = with_one_skill();
  std::vector<std::vector<Outcome>> found(4, outcomes(200));
  std::vector<std::thread> threads;
  for (auto& list : found) threads.emplace_back([&shared, &list] { static_cast<void>(shared.link_outcomes(list)); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& list : found) EXPECT_EQ(list, wanted);
}

}  // namespace
}  // namespace leerwijzer
