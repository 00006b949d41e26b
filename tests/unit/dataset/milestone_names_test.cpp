// When tables of steps are parts of one, and what their events are called when they are not.
#include "dataset/milestone_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sluice {
namespace {

using ingest::FileReport;
using ingest::Role;
using ingest::Shape;

FileReport table(const std::string& name, const std::vector<std::string>& dates, const std::string& more = {}) {
  FileReport file;
  file.name = name;
  file.shape = Shape::milestones;
  file.columns.push_back({.name = "id", .role = Role::customer});
  for (const std::string& date : dates) file.columns.push_back({.name = date, .role = Role::milestone});
  if (!more.empty()) file.columns.push_back({.name = more, .role = Role::attribute});
  return file;
}

/// "file: column -> event", a line each.
std::vector<std::string> names(const std::vector<FileReport>& files) {
  std::vector<std::string> lines;
  for (const MilestoneName& name : name_milestones(files)) {
    lines.push_back(files[name.file].name + ": " + name.column + " -> " + name.event);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(MilestoneNames, AreTheColumnsWhereThoseDiffer) {
  EXPECT_EQ(names({table("a.csv", {"signed_up"}), table("b.csv", {"paid"})}), Lines{});
}

TEST(MilestoneNames, TellTheFilesWhereColumnsHaveTheSameName) {
  EXPECT_EQ(names({table("in/leads.csv", {"date"}), table("deals.csv.gz", {"date"})}),
            (Lines{"in/leads.csv: date -> date (leads)", "deals.csv.gz: date -> date (deals)"}));
  EXPECT_EQ(names({table("leads.csv", {"created", "called"}), table("deals.csv", {"created", "won"})}),
            (Lines{"leads.csv: created -> created (leads)", "deals.csv: created -> created (deals)"}))
      << "what only one of them has keeps its name";
}

TEST(MilestoneNames, AreTheSameInAllPartsOfATable) {
  EXPECT_EQ(names({table("deals_2023.csv", {"date"}), table("deals_2024.csv", {"date"})}), Lines{});
  EXPECT_EQ(names({table("north.csv", {"created", "won"}), table("south.csv", {"created", "won"})}), Lines{})
      << "several dates say what the table is about";
  EXPECT_EQ(names({table("deals_2023.csv", {"date"}), table("leads.csv", {"date"}), table("deals_2024.csv", {"date"})}),
            (Lines{"deals_2023.csv: date -> date (deals_2023)", "leads.csv: date -> date (leads)",
                   "deals_2024.csv: date -> date (deals_2023)"}));
  EXPECT_EQ(names({table("2023.csv", {"date"}), table("2024.csv", {"date"})}).size(), 2U) << "a year is no series";
}

TEST(MilestoneNames, HaveTheEndingWhereTheRestIsTheSame) {
  EXPECT_EQ(names({table("deals.csv", {"date"}), table("deals.tsv", {"date"}, "city")}),
            (Lines{"deals.csv: date -> date (deals.csv)", "deals.tsv: date -> date (deals.tsv)"}));
}

TEST(MilestoneNames, LeaveTablesOfOtherShapesAlone) {
  FileReport events = table("events.csv", {"date"});
  events.shape = Shape::events;
  EXPECT_EQ(names({events, table("deals.csv", {"date"})}), Lines{});
}

}  // namespace
}  // namespace sluice
