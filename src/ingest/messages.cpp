#include "ingest/messages.h"

#include "base/text.h"

namespace sluice::ingest {
namespace {

// "1 row", "2 rows"
std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

TextPair shape_name(Shape shape) {
  switch (shape) {
    case Shape::automatic:
      break;
    case Shape::order_lines:
      return {"orders", "订单"};
    case Shape::customer_table:
      return {"customers with recency, frequency and monetary", "现成的 R/F/M 客户表"};
    case Shape::events:
      return {"events", "行为事件"};
    case Shape::stage_counts:
      return {"funnel stages with counts", "漏斗阶段及数量"};
    case Shape::opportunities:
      return {"sales opportunities", "销售机会"};
    case Shape::customer_attributes:
      return {"attributes of customers", "客户属性表"};
    case Shape::experiment:
      return {"an A/B test", "A/B 测试表"};
    case Shape::milestones:
      return {"dates of steps", "各步骤日期表"};
  }
  return {"a table", "数据表"};
}

std::string joined(const std::vector<std::string>& names, std::string_view between, std::string_view open,
                   std::string_view close) {
  constexpr size_t kShown = 20;
  std::string text;
  for (size_t i = 0; i < names.size() && i < kShown; ++i) {
    if (i > 0) text += between;
    text += std::string(open) + std::string(cut_at_character(names[i], 40)) + std::string(close);
  }
  if (names.size() > kShown) text += " ...";
  return text;
}

Error at_line(ErrorCode code, TextPair message, uint64_t line) {
  Place place;
  place.line = line;
  return {code, std::move(message), std::move(place)};
}

std::string_view order_pattern(DateOrder order, bool chinese) {
  if (order == DateOrder::month_first) return chinese ? "月/日/年" : "month/day/year";
  if (order == DateOrder::year_first) return chinese ? "年/月/日" : "year/month/day";
  return chinese ? "日/月/年" : "day/month/year";
}

}  // namespace

TextPair role_name(Role role) {
  switch (role) {
    case Role::ignore:
      return {"not used", "不使用"};
    case Role::customer:
      return {"customer", "客户"};
    case Role::customer_name:
      return {"customer name", "客户名称"};
    case Role::order:
      return {"order number", "订单号"};
    case Role::time:
      return {"date", "日期"};
    case Role::amount:
      return {"amount", "金额"};
    case Role::quantity:
      return {"quantity", "数量"};
    case Role::unit_price:
      return {"unit price", "单价"};
    case Role::event:
      return {"event", "事件"};
    case Role::stage:
      return {"stage", "阶段"};
    case Role::outcome:
      return {"outcome", "结果"};
    case Role::opportunity:
      return {"opportunity number", "商机编号"};
    case Role::close_time:
      return {"closing date", "关闭日期"};
    case Role::count:
      return {"count", "数量"};
    case Role::recency:
      return {"recency in days (R)", "最近一次消费天数（R）"};
    case Role::frequency:
      return {"frequency (F)", "消费频次（F）"};
    case Role::monetary:
      return {"monetary (M)", "消费金额（M）"};
    case Role::attribute:
      return {"attribute", "属性"};
    case Role::cost:
      return {"cost", "成本"};
    case Role::margin:
      return {"margin", "利润"};
    case Role::milestone:
      return {"date of a step", "步骤日期"};
  }
  return {};
}

TextPair role_reason(const MappedColumn& column, Shape shape) {
  const TextPair role = role_name(column.role);
  if (column.basis == Basis::chosen) return {"Chosen in the settings.", "由设置指定。"};
  if (column.role == Role::attribute && shape == Shape::experiment) {
    return {"It may be the arm, an outcome or an amount of the A/B test.", "可能是 A/B 测试的分组、结果或金额列。"};
  }
  if (column.role == Role::attribute) {
    return {"Its words repeat: it can group customers.", "内容多次重复，可用来给客户分组。"};
  }
  if (column.role == Role::ignore) return {"Not needed for this kind of table.", "这类表格用不到这一列。"};
  if (column.basis == Basis::name) {
    return {"Its name is usual for: " + role.en + ".", "列名通常表示" + role.zh + "。"};
  }
  return {"Its cells look like: " + role.en + ".", "单元格内容像是" + role.zh + "。"};
}

TextPair shape_reason(Shape shape, bool chosen) {
  const TextPair name = shape_name(shape);
  if (chosen) return {"Read as " + name.en + ", as chosen in the settings.", "按设置读作" + name.zh + "。"};
  switch (shape) {
    case Shape::automatic:
      break;
    case Shape::order_lines:
      return {"Each row has a customer, a date and an amount: orders.", "每行都有客户、日期和金额，因此读作订单。"};
    case Shape::customer_table:
      return {"Each row is a customer with ready-made recency, frequency and monetary.",
              "每行是一位客户，已有最近一次消费、频次和金额。"};
    case Shape::events:
      return {"Each row has a customer, an event and a time: events.", "每行都有客户、事件和时间，因此读作行为事件。"};
    case Shape::stage_counts:
      return {"Each row is a stage with a count: a funnel.", "每行是一个阶段及其数量，因此读作漏斗。"};
    case Shape::opportunities:
      return {"Each row is a sales opportunity with its stage.", "每行是一个销售机会及其阶段。"};
    case Shape::customer_attributes:
      return {"Each row is a customer with attributes and no purchase: joined to the other files by customer.",
              "每行是一位客户及其属性，没有购买记录：按客户与其他文件关联。"};
    case Shape::experiment:
      return {"Each row is a person with their arm, or an arm with its numbers: an A/B test.",
              "每行是一个人及其所在的组，或一个组及其数据，因此读作 A/B 测试。"};
    case Shape::milestones:
      return {"Each row is a customer or a deal with the dates of its steps, one column each: a funnel.",
              "每行是一位客户或一笔商机，各步骤的日期各占一列，因此读作漏斗。"};
  }
  return {};
}

TextPair reject_text(RejectReason reason) {
  switch (reason) {
    case RejectReason::blank_customer:
      return {"No customer", "没有客户"};
    case RejectReason::missing_date:
      return {"No date", "没有日期"};
    case RejectReason::bad_date:
      return {"The date cannot be read", "日期无法识别"};
    case RejectReason::impossible_date:
      return {"No such day or time exists", "日期或时间不存在"};
    case RejectReason::missing_amount:
      return {"No amount", "没有金额"};
    case RejectReason::bad_number:
      return {"The number cannot be read", "数字无法识别"};
    case RejectReason::number_too_large:
      return {"The number is too large to be summed exactly", "数字过大，无法精确求和"};
    case RejectReason::missing_event:
      return {"No event", "没有事件"};
    case RejectReason::missing_stage:
      return {"No stage", "没有阶段"};
    case RejectReason::negative_count:
      return {"A count or number of days below zero", "数量或天数为负"};
    case RejectReason::ragged_row:
      return {"Too few or too many cells, a quote that is not closed, or broken JSON",
              "单元格过多、过少，引号没有闭合，或 JSON 有误"};
    case RejectReason::repeated_header:
      return {"The header again", "重复的表头"};
    case RejectReason::duplicate_customer:
      return {"The customer stands in the table already", "客户在表中已出现过"};
    case RejectReason::bad_text:
      return {"Damaged characters", "字符已损坏"};
    case RejectReason::totals_row:
      return {"A line of totals", "合计行"};
  }
  return {};
}

Error empty_file(bool has_header) {
  if (has_header) {
    return {ErrorCode::empty_file,
            {"The file has a header but no row under it. Export it again with its data.",
             "文件只有表头，没有数据行。请重新导出包含数据的文件。"},
            {}};
  }
  return {
      ErrorCode::empty_file,
      {"The file is empty. Check the export, or choose another file.", "文件是空的。请检查导出结果，或选择其他文件。"},
      {}};
}

Error unknown_encoding(std::string_view name) {
  return {ErrorCode::bad_encoding,
          {"The encoding " + quoted(name) +
               " is not known. Use utf-8, utf-16le, utf-16be, gb18030, big5, shift_jis or windows-1252, or "
               "leave it empty.",
           "不认识编码" + quoted_zh(name) +
               "。可用：utf-8、utf-16le、utf-16be、gb18030、big5、shift_jis、windows-1252，或留空自动识别。"},
          {}};
}

Error contradicted_encoding(std::string_view chosen, std::string_view found) {
  return {ErrorCode::bad_encoding,
          {"The file is marked as " + std::string(found) + ", but " + std::string(chosen) +
               " was chosen. Leave the encoding empty to have it recognised.",
           "文件标明的编码是 " + std::string(found) + "，而设置选的是 " + std::string(chosen) + "。请留空以自动识别。"},
          {}};
}

Error unknown_delimiter(std::string_view name) {
  return {
      ErrorCode::bad_spec,
      {"The delimiter " + quoted(name) + " is not known. Use a comma, a semicolon, a tab, a vertical bar or a blank.",
       "不认识分隔符" + quoted_zh(name) + "。可用逗号、分号、制表符、竖线或空格。"},
      {}};
}

Error unknown_quote(std::string_view name) {
  return {ErrorCode::bad_spec,
          {"The way of quoting " + quoted(name) + " is not known. Use double, single, backslash or none.",
           "不认识引号方式" + quoted_zh(name) + "。可用 double、single、backslash 或 none。"},
          {}};
}

Error record_too_long(uint64_t line, std::optional<uint64_t> quote_line) {
  if (quote_line) {
    const std::string at = std::to_string(*quote_line);
    return at_line(
        ErrorCode::record_too_long,
        {"The quote that opens on line " + at +
             " is not closed within 16 MB. Add the missing quote or remove the stray one, then open the file "
             "again.",
         "第 " + at + " 行开始的引号在 16 MB 内没有闭合。请补上缺少的引号或删去多余的引号，再重新打开文件。"},
        *quote_line);
  }
  const std::string at = std::to_string(line);
  return at_line(
      ErrorCode::record_too_long,
      {"Line " + at +
           " is longer than 16 MB or has more than 65,536 cells: this is no table with one record a line. Export the "
           "data as CSV, with line "
           "breaks.",
       "第 " + at + " 行超过 16 MB 或多于 65,536 个单元格：这不是每行一条记录的表格。请重新导出为带换行的 CSV。"},
      line);
}

Error too_few_columns(std::string_view first_row, uint64_t line) {
  return at_line(
      ErrorCode::too_few_columns,
      {"Only one column was found; the first row is " + quoted(first_row) +
           ". At least two are needed, separated by a comma, a semicolon, a tab or a vertical bar. Export the "
           "table again as CSV.",
       "只找到一列，第一行是" + quoted_zh(first_row) +
           "。至少需要两列，以逗号、分号、制表符或竖线分隔。请重新导出为 CSV。"},
      line);
}

Error columns_not_found(const Mapping& mapping, const std::vector<std::string>& names, uint64_t header_line) {
  std::vector<std::string> missing_en;
  std::vector<std::string> missing_zh;
  for (const Role role : mapping.missing) {
    missing_en.push_back(role_name(role).en);
    missing_zh.push_back(role_name(role).zh);
  }
  const TextPair shape = shape_name(mapping.shape);
  return at_line(
      ErrorCode::columns_not_found,
      {"No column was found for: " + joined(missing_en, ", ", "", "") + ". Read as " + shape.en +
           ", the file would need it. Its columns are: " + joined(names, ", ", "'", "'") +
           ". Say which column it is in the mapping, or name it plainly in the file. Orders need customer, date and "
           "amount; events need customer, event and time; a funnel needs stage and count; sales opportunities need "
           "their "
           "number and stage; a table of customers needs customer and attributes, such as a city; an A/B test needs "
           "the "
           "arm and what came of it.",
       "没有找到这些列：" + joined(missing_zh, "、", "", "") + "。作为" + shape.zh + "必须有它们。文件中的列：" +
           joined(names, "、", "“", "”") +
           "。请在列对应中指定，或在文件里改用更明确的列名。订单需要客户、日期和金额；行为事件需要客户、事件和时间；"
           "漏斗需要阶段和数量；销售机会需要商机编号和阶段；客户表需要客户和城市之类的属性；A/B 测试需要分组及结果。"},
      header_line);
}

Error no_usable_rows(const FileReport& report) {
  const std::string rows = std::to_string(report.rows_read);
  if (report.rejects.empty()) return empty_file(report.has_header);
  const RejectCount& first = report.rejects.front();
  const std::string count = std::to_string(first.rows);
  const std::string line = std::to_string(first.first_line);
  return at_line(
      ErrorCode::no_usable_rows,
      {"None of the " + rows + " rows can be used. Most frequent reason: " + first.text.en + " (" + count +
           " rows, first on line " + line + "). Check which column is which, and the order of day and month.",
       "全部 " + rows + " 行都无法使用。最常见的原因：" + first.text.zh + "（" + count + " 行，首次出现在第 " + line +
           " 行）。请检查列的对应关系以及日、月的顺序。"},
      first.first_line);
}

TextPair note_assumed_order(DateOrder order, std::string_view example) {
  return {"Dates such as " + quoted(example) + " can be read in two ways and no row decides it: taken as " +
              std::string(order_pattern(order, false)) + ".",
          "像" + quoted_zh(example) + "这样的日期有两种读法，没有哪一行能确定：按" +
              std::string(order_pattern(order, true)) + "读取。"};
}

TextPair note_point_zero(std::string_view column) {
  return {
      "A spreadsheet left '.0' behind the identifiers in " + quoted(column) + ": it was taken off (17850.0 is 17850).",
      "表格软件给" + quoted_zh(column) + "列的编号加上了“.0”，已去掉（17850.0 即 17850）。"};
}

TextPair note_name_as_customer(std::string_view column) {
  return {"There is no customer number: customers are told apart by " + quoted(column) + ".",
          "没有客户编号：按" + quoted_zh(column) + "区分客户。"};
}

TextPair note_customer_as_opportunity(std::string_view column) {
  return {"The table has no opportunity numbers: each value of " + quoted(column) + " is taken as one opportunity.",
          "表中没有商机编号：" + quoted_zh(column) + "列的每个值视为一个商机。"};
}

TextPair note_milestones(const std::vector<std::string>& columns) {
  return {"Each date in " + joined(columns, ", ", "'", "'") +
              " is read as an event that is named after its column; a blank one is a step that was not taken.",
          joined(columns, "、", "“", "”") + "列中的每个日期读作一个以列名命名的事件；空白表示该步骤未发生。"};
}

TextPair note_product_amount(std::string_view quantity, std::string_view price) {
  return {"There is no amount: it is " + quoted(quantity) + " times " + quoted(price) + ".",
          "没有金额列：金额 = " + quoted_zh(quantity) + " × " + quoted_zh(price) + "。"};
}

TextPair note_unit(std::string_view column, std::string_view unit) {
  return {quoted(column) + " is in units of " + std::string(unit) +
              ", as its name says; the figures are shown as they are.",
          quoted_zh(column) + "列的单位是" + std::string(unit) + "，数字按原样显示。"};
}

TextPair note_cut_short(uint64_t bytes) {
  return {"The file ends in the middle of a character (byte " + std::to_string(bytes) +
              "): it was probably cut short. Export or download it again.",
          "文件在一个字符中间结束（第 " + std::to_string(bytes) + " 字节），可能不完整。请重新导出或下载。"};
}

TextPair note_open_quote(uint64_t line) {
  const std::string at = std::to_string(line);
  return {
      "The quote that opens on line " + at +
          " is never closed. From there on every line is read as a row of its own. Add the missing quote or remove the "
          "stray one.",
      "第 " + at +
          " 行开始的引号一直没有闭合，从那里起每一行都单独作为一条记录读取。请补上缺少的引号或删去多余的引号。"};
}

TextPair note_rounded(uint64_t cells) {
  return {counted(cells, "amount with more than six decimals was", "amounts with more than six decimals were") +
              " rounded to six.",
          std::to_string(cells) + " 个金额的小数超过六位，已四舍五入到六位。"};
}

TextPair note_unread_amounts(std::string_view column, uint64_t cells) {
  const std::string name(column);
  return {counted(cells, "cell", "cells") + " of '" + name + "' could not be read as an amount: " +
              (cells == 1 ? "that event counts without one." : "those events count without one."),
          "“" + name + "”列有 " + std::to_string(cells) + " 个单元格无法读作金额：这些事件照常计入，但没有金额。"};
}

TextPair note_lost_characters(uint64_t count, std::string_view encoding) {
  return {counted(count, "character is", "characters are") + " not valid in " + std::string(encoding) +
              " and shown as '\xEF\xBF\xBD'. If many are wrong, choose another encoding.",
          std::to_string(count) + " 个字符不符合 " + std::string(encoding) +
              " 编码，显示为“\xEF\xBF\xBD”。如果很多字符不对，请换一种编码。"};
}

TextPair note_preamble(uint64_t rows, const SampleRow& first_row) {
  std::string_view first;
  for (size_t i = 0; i < first_row.cells.size() && first.empty(); ++i) first = trim(first_row.cells[i]);
  return {counted(rows, "line above the table is not part of it and was left out: ",
                  "lines above the table are not part of it and were left out, first: ") +
              quoted(first) + ".",
          "表格上方有 " + std::to_string(rows) + " 行不属于表格，已略过，第一行是" + quoted_zh(first) + "。"};
}

TextPair note_numeric_dates(std::string_view column, NumericDate kind, std::string_view cell, std::string_view time) {
  TextPair unit;
  switch (kind) {
    case NumericDate::none:
      break;
    case NumericDate::excel_days:
      unit = {"days of a spreadsheet's calendar", "表格软件的日期序号"};
      break;
    case NumericDate::epoch_seconds:
      unit = {"seconds since 1970 (UTC)", "1970 年以来的秒数（UTC）"};
      break;
    case NumericDate::epoch_milliseconds:
      unit = {"milliseconds since 1970 (UTC)", "1970 年以来的毫秒数（UTC）"};
      break;
    case NumericDate::epoch_microseconds:
      unit = {"microseconds since 1970 (UTC)", "1970 年以来的微秒数（UTC）"};
      break;
  }
  return {"The dates in " + quoted(column) + " are numbers: read as " + unit.en + " (" + std::string(cell) + " is " +
              std::string(time) + ").",
          quoted_zh(column) + "列的日期是数字：按" + unit.zh + "读取（" + std::string(cell) + " 即 " +
              std::string(time) + "）。"};
}

TextPair note_lost_zeros(std::string_view column, std::string_view with, std::string_view without) {
  return {quoted(column) + " holds both " + quoted(with) + " and " + quoted(without) +
              ": a spreadsheet may have taken the zeros off some rows. They are counted as different; if they are one, "
              "export the column as text.",
          quoted_zh(column) + "列既有" + quoted_zh(with) + "又有" + quoted_zh(without) +
              "：表格软件可能去掉了部分行前面的 0。目前按不同编号处理；如果是同一个，请把该列以文本格式重新导出。"};
}

TextPair note_exponents(std::string_view column, const SpoiledIdentifiers& spoiled) {
  const std::string line = std::to_string(spoiled.first_line);
  return {counted(spoiled.cells, "identifier", "identifiers") + " in " + quoted(column) + " look like " +
              quoted(spoiled.example) + " (first on line " + line +
              "): a spreadsheet has shortened long numbers, and their last digits are lost. Different ones may have "
              "become the same. Export the column as text.",
          quoted_zh(column) + "列有 " + std::to_string(spoiled.cells) + " 个编号形如" + quoted_zh(spoiled.example) +
              "（首次出现在第 " + line +
              " 行）：表格软件缩写了长数字，末尾几位已丢失，不同的编号可能变成相同。请把该列以文本格式重新导出。"};
}

TextPair note_named_zone(std::string_view example) {
  return {"Times such as " + quoted(example) +
              " carry the name of a time zone, which can mean several: they are taken as the clock shows them.",
          "像" + quoted_zh(example) + "这样的时间带有时区名称，同一名称可能指不同时区：按所写的钟点读取。"};
}

TextPair note_whole_month(std::string_view example) {
  return {"Dates such as " + quoted(example) +
              " name a month without a day: each is taken for the first day of its month, so recency and intervals are "
              "right to within a month.",
          "像" + quoted_zh(example) + "这样的日期只写到月份：一律按当月第一天读取，因此最近一次消费和间隔只精确到月。"};
}

TextPair note_other_width(uint64_t usual, const WidthContradiction& contradiction) {
  const std::string line = std::to_string(contradiction.line);
  const std::string cells = std::to_string(contradiction.cells);
  return {"From line " + line + " on most rows have another number of cells (" + cells + " instead of " +
              std::to_string(usual) + "): another table may begin there, or the delimiter may be another one.",
          "从第 " + line + " 行起，大多数行的单元格数目不同（" + cells + " 个，而不是 " + std::to_string(usual) +
              " 个）：那里可能开始了另一张表，或者分隔符不对。"};
}

TextPair note_cancelled_orders(std::string_view column) {
  return {"Numbers in " + quoted(column) + " that begin with C are cancelled orders: counted as returns.",
          quoted_zh(column) + "列中以 C 开头的编号是取消的订单，按退货处理。"};
}

TextPair remark_exponent() {
  return {"A spreadsheet has shortened this long number; its last digits are lost.",
          "表格软件缩写了这个长数字，末尾几位已丢失。"};
}

TextPair remark_point_zero(std::string_view read_as) {
  return {"A spreadsheet left '.0' behind it; read as " + quoted(read_as) + ".",
          "表格软件在后面加上了“.0”，读作" + quoted_zh(read_as) + "。"};
}

TextPair remark_cleaned(std::string_view read_as) {
  return {"Full-width or invisible characters, or marks for text, were cleared away; read as " + quoted(read_as) + ".",
          "已去掉全角、不可见字符或文本标记，读作" + quoted_zh(read_as) + "。"};
}

TextPair remark_lost_zeros(std::string_view other) {
  return {quoted(other) + " stands in this column, too: a spreadsheet may have taken the zeros off here.",
          "该列中还有" + quoted_zh(other) + "：表格软件可能去掉了这里前面的 0。"};
}

}  // namespace sluice::ingest
