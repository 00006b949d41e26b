#include "base/json_fields.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

enum class Colour { red, blue };

struct Inner {
  int count = 7;
  std::optional<double> share;
};

struct Outer {
  std::string name;
  bool flag = false;
  Colour colour = Colour::red;
  std::vector<Inner> list;
  std::array<int, 2> pair{};
  uint8_t small = 0;
};

/// Once a text, now two.
struct Split {
  std::string first, second;
};

}  // namespace

template <>
struct Fields<Split> {
  static constexpr auto members = std::tuple{field("first", &Split::first), field("second", &Split::second)};
  static Split from_text(const std::string& text) { return {text, "of old"}; }
};
template <>
struct EnumNames<Colour> {
  static constexpr std::array<std::pair<Colour, std::string_view>, 2> names{
      {{Colour::red, "red"}, {Colour::blue, "blue"}}};
};
template <>
struct Fields<Inner> {
  static constexpr auto members = std::tuple{field("count", &Inner::count), field("share", &Inner::share)};
};
template <>
struct Fields<Outer> {
  static constexpr auto members =
      std::tuple{field("name", &Outer::name), field("flag", &Outer::flag), field("colour", &Outer::colour),
                 field("list", &Outer::list), field("pair", &Outer::pair), field("small", &Outer::small)};
};

namespace {

constexpr const char* kWhole =
    R"({"name":"n","flag":true,"colour":"blue","list":[{"count":1,"share":0.5},{"count":2,"share":null}],)"
    R"("pair":[3,4],"small":255})";

std::string pointer_of(const char* json, Missing missing = Missing::keeps_default) {
  const Result<Outer> value = read_document<Outer>(json, missing);
  return value ? "no error" : value.error().place.pointer;
}

TEST(JsonFields, WritesInTheOrderOfTheListAndReadsBack) {
  const Result<Outer> value = read_document<Outer>(kWhole, Missing::is_error);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(dump_json(write_json(*value), -1), kWhole);
  EXPECT_FALSE(value->list[1].share.has_value());
}

TEST(JsonFields, ATypeMayBeReadFromTheTextThatItOnceWas) {
  const Result<Split> old = read_document<Split>(R"("whole")", Missing::is_error);
  ASSERT_TRUE(old.has_value());
  EXPECT_EQ(dump_json(write_json(*old), -1), R"({"first":"whole","second":"of old"})");
  EXPECT_EQ(read_document<Split>(R"({"first":"a","second":"b"})", Missing::is_error)->second, "b");
  EXPECT_FALSE(read_document<Split>("7", Missing::is_error).has_value());
}

TEST(JsonFields, AbsentMembersKeepTheirDefaultOrAreNamed) {
  EXPECT_EQ(read_document<Outer>(R"({"list":[{}]})", Missing::keeps_default)->list[0].count, 7);
  EXPECT_EQ(pointer_of(R"({"name":"","flag":true,"colour":"red","list":[{"count":1}]})", Missing::is_error),
            "/list/0/share");
}

TEST(JsonFields, EveryComplaintHasItsPointer) {
  EXPECT_EQ(pointer_of(R"({"list":[{},{"count":"1"}]})"), "/list/1/count");
  EXPECT_EQ(pointer_of(R"({"pair":[1]})"), "/pair");
  EXPECT_EQ(pointer_of(R"({"pair":[1,null]})"), "/pair/1");
  EXPECT_EQ(pointer_of(R"({"small":256})"), "/small");
  EXPECT_EQ(pointer_of(R"({"small":-1})"), "/small");
  EXPECT_EQ(pointer_of(R"({"small":1e2})"), "/small");
  EXPECT_EQ(pointer_of(R"({"colour":"green"})"), "/colour");
  EXPECT_EQ(pointer_of(R"({"flag":0})"), "/flag");
  EXPECT_EQ(pointer_of(R"({"list":{}})"), "/list");
  EXPECT_EQ(pointer_of("7"), "/");
}

TEST(JsonFields, ALongCellIsShownShortenedAtACharactersEdge) {
  std::string json = R"({"flag":")";
  for (int i = 0; i < 40; ++i) json += "长";
  json += "\"}";
  const Result<Outer> value = read_document<Outer>(json, Missing::keeps_default);
  ASSERT_FALSE(value.has_value());
  EXPECT_LT(value.error().message.en.size(), 200U);
  EXPECT_NO_THROW(Json(value.error().message.en).dump());  // still valid UTF-8
}

}  // namespace
}  // namespace sluice
