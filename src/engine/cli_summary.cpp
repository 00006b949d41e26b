#include "engine/cli_summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "report/report_fields.h"

namespace sluice::engine {
namespace {

/// Columns that a terminal needs: Han characters and full-width forms take two.
size_t display_width(std::string_view text) {
  size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;
    width += byte >= 0xE2 ? 2 : 1;
  }
  return width;
}

/// Rows of cells in aligned columns: the first to the left, the others to the right.
class TextTable {
 public:
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  std::string text() const {
    std::vector<size_t> widths;
    for (const auto& cells : rows_) {
      widths.resize(std::max(widths.size(), cells.size()));
      for (size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
    }
    std::string text;
    for (const auto& cells : rows_) {
      std::string line = "  ";
      for (size_t i = 0; i < cells.size(); ++i) {
        const std::string padding(widths[i] - display_width(cells[i]), ' ');
        line += i == 0 ? cells[i] + padding : "  " + padding + cells[i];
      }
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string with_decimals(double value, int decimals) {
  std::array<char, 352> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string percent(const std::optional<double>& share) { return share ? with_decimals(*share * 100, 1) + "%" : "-"; }

std::string whole(uint64_t count) { return std::to_string(count); }

class Summary {
 public:
  explicit Summary(bool chinese) : chinese_(chinese) {}

  std::string make(const Report& report) {
    files(report.import);
    ledger(report.ledger);
    if (report.rfm) customers(*report.rfm);
    if (report.funnel) funnel(*report.funnel);
    if (report.pipeline) pipeline(*report.pipeline);
    if (report.experiment && !report.experiment->arms.empty()) experiment(*report.experiment);
    return text_;
  }

 private:
  const char* say(const char* en, const char* zh) const { return chinese_ ? zh : en; }
  const std::string& say(const TextPair& pair) const { return chinese_ ? pair.zh : pair.en; }

  void heading(const char* en, const char* zh) {
    text_ += (text_.empty() ? "" : "\n") + std::string(say(en, zh)) + "\n";
  }

  /// What was assumed, and what a careful reader should know.
  void notes(const std::vector<TextPair>& notes) {
    for (const TextPair& note : notes) text_ += "  " + say(note) + "\n";
  }

  /// Format and sheet; of delimited text the encoding.
  static std::string written_in(const ingest::FileReport& file) {
    if (file.format == ingest::Format::delimited) return file.encoding;
    return std::string(enum_name(file.format)) + (file.sheet.empty() ? "" : ", " + file.sheet);
  }

  void files(const ingest::ImportReport& import) {
    heading("Files", "文件");
    TextTable table;
    table.row({"", say("shape", "类型"), say("written in", "格式"), say("read", "读取"), say("kept", "采用"),
               say("rejected", "弃用")});
    for (const ingest::FileReport& file : import.files) {
      table.row({file.name, std::string(enum_name(file.shape)), written_in(file), whole(file.rows_read),
                 whole(file.rows_kept), whole(file.rows_rejected)});
    }
    text_ += table.text();
    for (const ingest::FileReport& file : import.files) {
      for (const ingest::RejectCount& reject : file.rejects) {
        text_ += "  " + whole(reject.rows) + " x " + say(reject.text) + " (" + file.name + ":" +
                 whole(reject.first_line) + ")\n";
      }
      for (const TextPair& note : file.notes) text_ += "  " + file.name + ": " + say(note) + "\n";
    }
    for (const ingest::JoinReport& join : import.joins) {
      text_ += "  " + import.files[static_cast<size_t>(join.file)].name + ": " + say(join.text) + "\n";
      if (!join.remedy.empty()) text_ += "  " + std::string(say(join.remedy)) + "\n";
    }
  }

  /// What the cleaning rules speak of, and what they leave.
  void ledger(const LedgerReport& ledger) {
    const auto used = std::find_if(ledger.entries.begin(), ledger.entries.end(),
                                   [](const LedgerEntry& entry) { return entry.id == "used"; });
    if (used == ledger.entries.end()) return;  // no order lines
    heading("Order lines", "订单行");
    TextTable table;
    table.row({"", say("lines", "行数"), say("amount", "金额"), ""});
    for (const LedgerEntry& entry : ledger.entries) {
      const bool found = entry.kind == LedgerKind::rule && entry.rows > 0;
      if (!found && entry.id != "used") continue;
      table.row({say(entry.text), whole(entry.rows),
                 entry.amount ? with_decimals(*entry.amount, ledger.decimals) : std::string("-"),
                 !found          ? ""
                 : entry.applied ? say("left out", "已剔除")
                                 : say("kept", "保留")});
    }
    text_ += table.text();
  }

  void customers(const rfm::RfmReport& rfm) {
    heading("Segments", "客户分群");
    text_ += "  " + std::string(say("snapshot ", "分析日 ")) + (rfm.snapshot.empty() ? "-" : rfm.snapshot) +
             say(", customers ", "，客户 ") + whole(rfm.all.customers) + say(", revenue ", "，金额 ") +
             with_decimals(rfm.all.revenue, 2) + "\n";
    TextTable table;
    table.row({"", say("customers", "客户"), say("share", "占比"), say("revenue", "金额"), say("share", "占比")});
    for (const rfm::SegmentReport& segment : rfm.segments) {
      table.row({say(segment.name), whole(segment.customers), percent(segment.customer_share),
                 with_decimals(segment.revenue, 2), percent(segment.revenue_share)});
    }
    text_ += table.text();
    notes(rfm.notes);
  }

  void funnel(const funnel::FunnelReport& funnel) {
    heading("Funnel", "漏斗");
    TextTable table;
    std::vector<std::string> header{"", say("count", "数量"), say("of the step before", "环比转化"),
                                    say("of the first", "总转化"), say("lost", "流失")};
    const bool opportunities = funnel.source == funnel::Source::opportunities;
    if (opportunities) header.emplace_back(say("still open", "进行中"));
    table.row(std::move(header));
    for (const funnel::StepReport& step : funnel.steps) {
      const auto rate = [](const std::optional<funnel::Rate>& r) { return r ? percent(r->value) : std::string("-"); };
      const bool first = &step == &funnel.steps.front();
      const double open = step.still_open.value_or(0);
      std::vector<std::string> row{say(step.label), with_decimals(step.count, 0), rate(step.step_rate),
                                   rate(step.overall_rate), first ? "-" : with_decimals(step.drop_off - open, 0)};
      if (opportunities) row.push_back(first ? "-" : with_decimals(open, 0));
      table.row(std::move(row));
    }
    text_ += table.text() + "  " + say(funnel.definition) + "\n";
    notes(funnel.notes);
  }

  void pipeline(const funnel::PipelineReport& pipeline) {
    heading("Pipeline", "销售管道");
    const auto number = [](const std::optional<double>& value, int decimals = 2) {
      return value ? with_decimals(*value, decimals) : std::string("-");
    };
    const std::optional<double> rate = pipeline.win_rate ? std::optional(pipeline.win_rate->value) : std::nullopt;
    text_ += "  " + std::string(say("open ", "进行中 ")) + whole(pipeline.totals.open) + say(", worth ", "，金额 ") +
             number(pipeline.totals.open_value) + say(", weighted ", "，加权 ") +
             number(pipeline.weighted_value.value) + "\n  " + say("win rate ", "赢单率 ") + percent(rate) +
             say(", by value ", "，按金额 ") + percent(pipeline.win_rate_by_value.value) +
             say(", days to win ", "，赢单周期（天）") + number(pipeline.won_cycle.median, 1) +
             say(", sales velocity a month ", "，月销售速度 ") + number(pipeline.velocity.per_month.value) + "\n";
    TextTable table;
    table.row({"", say("open", "进行中"), say("value", "金额"), say("probability", "赢单概率"),
               say("weighted", "加权金额"), say("rotten", "停滞")});
    for (const funnel::PipelineStage& stage : pipeline.stages) {
      table.row({say(stage.label), whole(stage.open.opportunities), number(stage.open.value),
                 percent(stage.probability.value), number(stage.open.weighted), whole(stage.ages.rotten)});
    }
    text_ += table.text();
    notes(pipeline.notes);
  }

  void experiment(const funnel::ExperimentReport& test) {
    heading("A/B test", "A/B 测试");
    TextTable table;
    std::vector<std::string> header{"", say("people", "人数")};
    for (const TextPair& title : test.outcome_titles) header.push_back(say(title));
    if (!test.amount.empty()) header.emplace_back(say("revenue a person", "人均金额"));
    table.row(std::move(header));
    for (const funnel::ExperimentArm& arm : test.arms) {
      std::vector<std::string> row{arm.name, whole(arm.people)};
      for (const funnel::ArmOutcome& outcome : arm.outcomes) {
        row.push_back(outcome.rate ? with_decimals(outcome.rate->value * 100, 2) + "%" : std::string("-"));
      }
      if (arm.revenue) row.push_back(arm.revenue->per_person ? with_decimals(*arm.revenue->per_person, 2) : "-");
      table.row(std::move(row));
    }
    text_ += table.text();
    for (const funnel::ExperimentArm& arm : test.arms) {
      if (!arm.verdict.empty()) text_ += "  " + say(arm.verdict) + "\n";
    }
    if (test.split && !test.split->text.empty()) text_ += "  " + say(test.split->text) + "\n";
    notes(test.notes);
  }

  bool chinese_;
  std::string text_;
};

}  // namespace

std::string summarize(const Report& report, bool chinese) { return Summary(chinese).make(report); }

}  // namespace sluice::engine
