#include "report/report.h"

#include "report/report_fields.h"

namespace sluice {

std::string to_json(const Report& report, int indent) { return dump_json(write_json(report), indent); }

Result<Report> parse_report(std::string_view json) { return read_document<Report>(json, Missing::is_error); }

}  // namespace sluice
