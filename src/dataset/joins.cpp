#include "dataset/joins.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/number_text.h"
#include "base/text.h"
#include "dataset/milestone_names.h"

namespace sluice {
namespace {

using ingest::FileReport;
using ingest::JoinReport;
using ingest::Shape;

// Ways in which one identifier comes to be written differently ----------------------------------------------------

std::string without_leading_zeros(std::string_view id) {
  return std::string(id.substr(std::min(id.find_first_not_of('0'), id.size())));
}

std::string without_point_zero(std::string_view id) {
  return std::string(id.ends_with(".0") ? id.substr(0, id.size() - 2) : id);
}

std::string in_lower_case(std::string_view id) { return lower_ascii(id); }

std::string without_separators(std::string_view id) {
  std::string text;
  for (const char c : to_half_width(id)) {
    if (c != ' ' && c != '-' && c != '_' && c != '\t') text.push_back(c);
  }
  return text;
}

struct Rewriting {
  std::string (*apply)(std::string_view id);
  TextPair without;  // "Without leading zeros"
  TextPair remedy;
};

const std::array<Rewriting, 4>& rewritings() {
  static const std::array<Rewriting, 4> all{{
      {without_leading_zeros,
       {"Without leading zeros", "去掉前面的 0"},
       {"A spreadsheet may have taken them off: export both columns as text.",
        "表格软件可能去掉了前面的 0：请把两个文件的该列都以文本格式重新导出。"}},
      {without_point_zero,
       {"Without '.0' at the end", "去掉末尾的“.0”"},
       {"A spreadsheet has taken the identifiers for numbers: export the column as text.",
        "表格软件把编号当成了数字：请把该列以文本格式重新导出。"}},
      {in_lower_case,
       {"If upper and lower case were the same", "不区分大小写"},
       {"Write the identifiers alike in both files.", "请统一两个文件中编号的大小写。"}},
      {without_separators,
       {"Without blanks, hyphens and underscores", "去掉空格、连字符和下划线"},
       {"Write the identifiers alike in both files.", "请统一两个文件中编号的写法。"}},
  }};
  return all;
}

// Identifiers of the file that meet a buyer when both are rewritten, with the first such pair that differs as written.
struct Meeting {
  uint64_t matched = 0;
  std::string_view here, there;
};

Meeting meet(const AttributeTable& table, const Dictionary& customers, const Buyers& buyers, const Rewriting& way) {
  std::unordered_map<std::string, uint32_t> rewritten;
  for (uint32_t code = 0; code < buyers.is_buyer.size(); ++code) {
    if (buyers.is_buyer[code] != 0) rewritten.emplace(way.apply(customers.at(code)), code);
  }
  Meeting meeting;
  for (const uint32_t code : table.customers) {
    const auto found = rewritten.find(way.apply(customers.at(code)));
    if (found == rewritten.end()) continue;
    ++meeting.matched;
    if (meeting.here.empty() && found->second != code) {
      meeting.here = customers.at(code);
      meeting.there = customers.at(found->second);
    }
  }
  return meeting;
}

// One rewriting under which nearly all meet; else, where nobody does, that the identifiers are of different kinds.
TextPair find_remedy(const JoinReport& join, const AttributeTable& table, const Dictionary& customers,
                     const Buyers& buyers) {
  const uint64_t possible = std::min(join.customers, join.buyers);
  if (possible == 0 || join.matched * 2 >= possible) return {};
  for (const Rewriting& way : rewritings()) {
    const Meeting meeting = meet(table, customers, buyers, way);
    if (meeting.matched * 10 < possible * 9 || meeting.here.empty()) continue;
    const std::string count = grouped_text(meeting.matched);
    return {way.without.en + ", " + count + " would match (" + quoted(meeting.here) + " here, " +
                quoted(meeting.there) + " there). " + way.remedy.en,
            way.without.zh + "后可匹配 " + count + " 位（本文件" + quoted_zh(meeting.here) + "，其他文件" +
                quoted_zh(meeting.there) + "）。" + way.remedy.zh};
  }
  if (join.matched > 0) return {};
  const auto buyer = static_cast<uint32_t>(std::find(buyers.is_buyer.begin(), buyers.is_buyer.end(), uint8_t{1}) -
                                           buyers.is_buyer.begin());
  const std::string_view here = customers.at(table.customers.front());
  const std::string_view there = customers.at(buyer);
  return {"The files name customers in different ways (" + quoted(here) + " here, " + quoted(there) +
              " there): choose as customer the column that both have.",
          "两个文件的客户编号不是同一种（本文件" + quoted_zh(here) + "，其他文件" + quoted_zh(there) +
              "）：请把两个文件共有的编号列设为“客户”。"};
}

// Sentences ---------------------------------------------------------------------------------------------------------

TextPair join_sentence(const JoinReport& join, BuyersOf source) {
  if (source == BuyersOf::nothing) {
    return {"No other file says what these customers did. Open their orders with it.",
            "其他文件中没有这些客户的行为记录。请同时打开订单文件。"};
  }
  const bool events = source == BuyersOf::events;
  const std::string matched = grouped_text(join.matched);
  const std::string customers = grouped_text(join.customers);
  const std::string without = grouped_text(join.customers - join.matched);
  const std::string buyers = grouped_text(join.buyers);
  const std::string unknown = grouped_text(join.buyers - join.matched);
  return {"Matched " + matched + " of " + customers + " customers by the column " + quoted(join.column) + "; " +
              without + (events ? " have no events. " : " have no purchases. ") + unknown + " of " + buyers +
              (events ? " customers with events" : " buyers") + " are not in this file.",
          "按" + quoted_zh(join.column) + "列匹配了 " + customers + " 位客户中的 " + matched + " 位；" + without +
              (events ? " 位没有行为记录。" : " 位没有购买记录。") + buyers +
              (events ? " 位有行为记录的客户中有 " : " 位购买客户中有 ") + unknown + " 位不在本文件中。"};
}

std::string customer_column(const FileReport& file) {
  const auto found = std::find_if(file.columns.begin(), file.columns.end(),
                                  [](const auto& column) { return column.role == ingest::Role::customer; });
  return found == file.columns.end() ? std::string() : found->name;
}

}  // namespace

Buyers find_buyers(const Dataset& dataset) {
  Buyers result{BuyersOf::nothing, std::vector<uint8_t>(dataset.customers.size(), 0)};
  const auto take = [&](BuyersOf source, const std::vector<uint32_t>& codes) {
    for (const uint32_t code : codes) {
      if (code == Dictionary::kNone) continue;
      result.source = source;
      result.is_buyer[code] = 1;
    }
  };
  if (dataset.orders) take(BuyersOf::orders, dataset.orders->run_customer);
  if (result.source == BuyersOf::nothing && dataset.customer_table) {
    take(BuyersOf::customer_table, dataset.customer_table->customer);
  }
  if (result.source != BuyersOf::nothing) return result;
  if (dataset.events) take(BuyersOf::events, dataset.events->customer);
  if (dataset.opportunities) take(BuyersOf::events, dataset.opportunities->customer);
  return result;
}

ingest::JoinReport report_join(const AttributeTable& table, const ingest::FileReport& file, const Dictionary& customers,
                               const Buyers& buyers) {
  JoinReport join;
  join.file = table.file;
  join.column = customer_column(file);
  join.customers = table.customers.size();
  const auto is_buyer = [&](uint32_t code) { return buyers.is_buyer[code] != 0; };
  join.matched = static_cast<uint64_t>(std::count_if(table.customers.begin(), table.customers.end(), is_buyer));
  join.buyers = static_cast<uint64_t>(std::count(buyers.is_buyer.begin(), buyers.is_buyer.end(), uint8_t{1}));
  join.text = join_sentence(join, buyers.source);
  join.remedy = find_remedy(join, table, customers, buyers);
  return join;
}

bool same_columns(const FileReport& a, const FileReport& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const auto& x, const auto& y) { return x.name == y.name && x.role == y.role; });
}

void note_appended_files(std::vector<ingest::FileReport>& files) {
  for (auto file = files.begin(); file != files.end(); ++file) {
    const bool of_steps = file->shape == Shape::milestones;
    const auto goes_before = [&](const FileReport& other) {
      return of_steps ? are_parts(other, *file) : other.shape == file->shape;
    };
    const auto first = std::find_if(files.begin(), file, goes_before);
    if (first == file || file->shape == Shape::customer_attributes) continue;  // attributes are joined, not appended
    if (same_columns(*first, *file)) {
      file->notes.push_back({"Has the same columns as " + quoted(first->name) + ": its rows are appended.",
                             "与" + quoted_zh(first->name) + "的列相同：数据行追加在其后。"});
    } else {
      file->notes.push_back(
          {"Its rows are appended to those of " + quoted(first->name) + ", though its columns differ.",
           "列与" + quoted_zh(first->name) + "不同，数据行仍追加在其后。"});
    }
  }
}

}  // namespace sluice
