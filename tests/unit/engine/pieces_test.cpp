// Stretches of a file that are read apart from each other give what reading the file from beginning to end gives,
// wherever it is cut and whatever its middle brings: that is all there is to several readers.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <string_view>

#include "engine/service.h"
#include "report/message_fields.h"
#include "test_support/seed.h"
#include "unit/engine/service_fixture.h"

namespace sluice::engine {
namespace {

using Random = std::mt19937_64;

Json begin_load(Service& service, size_t bytes) {
  const Json file = Json::object({{"name", "orders.csv"}, {"size", bytes}});
  // Where no scenario has a cost or margin, this is the sum.
  const Json spec = Json::object({{"rfm", Json::object({{"monetary_measure", "margin"}})}});
  const Json params = Json::object({{"files", Json::array({file})}, {"spec", spec}});
  return parsed(service.call(dump_json(Json::object({{"method", "load_begin"}, {"params", params}}), -1)));
}

Json push(Service& service, std::string_view bytes) {
  return parsed(service.chunk(0, std::as_bytes(std::span(bytes.data(), bytes.size()))));
}

// Everything that a load leads to, also an error.
std::string outcome(Service& service, const Json& last_answer) {
  if (!last_answer.at("ok").get<bool>()) return dump_json(last_answer, 1);
  const Answer loaded = service.call(R"({"method":"load_end"})");
  return loaded.json + service.call(R"({"method":"export_rejects","params":{}})").binary +
         service.call(R"({"method":"funnel"})").json +
         service.call(R"({"method":"export_customers","params":{}})").binary +
         service.call(R"({"method":"export_ledger_rows","params":{"entry":"duplicates"}})").binary;
}

std::string from_beginning_to_end(std::string_view file) {
  Service service;
  begin_load(service, file.size());
  return outcome(service, push(service, file));
}

struct Pieces {
  std::string outcome;
  size_t taken = 0;
  size_t left = 0;  // that did not fit
};

// `next_size`: of the stretches. Half of them are read by another service that knows the beginning only.
Pieces in_pieces(std::string_view file, size_t beginning, Random& random, const std::function<size_t()>& next_size) {
  Service service, other;
  begin_load(service, file.size());
  begin_load(other, file.size());
  Json answer = push(service, file.substr(0, beginning));
  push(other, file.substr(0, size_t{1} << 20));
  Pieces pieces;
  while (answer.at("ok").get<bool>()) {
    const auto position = answer.at("result").at("position").get<size_t>();
    if (position == file.size()) break;
    const std::string_view stretch = file.substr(position, next_size());
    Service& reader = random() % 2 == 0 ? service : other;
    const std::string packed = reader.read_piece(position, stretch).binary;
    if (!packed.empty()) {
      answer = parsed(service.add_piece(0, packed));
      if (!answer.at("ok").get<bool>()) break;
      if (answer.at("result").at("taken").get<bool>()) {
        ++pieces.taken;
        continue;
      }
    }
    ++pieces.left;
    const auto reached = answer.at("result").at("position").get<size_t>();
    answer = push(service, stretch.substr(reached - position));
  }
  pieces.outcome = outcome(service, answer);
  return pieces;
}

// A file whose rows are like each other up to `change`, a byte behind the sample; from there on `row` gives others.
using Row = std::function<std::string(Random&, size_t number)>;
std::string file_of(const std::string& header, Random& random, const Row& row, const Row& later_row) {
  constexpr size_t kChange = size_t{1200} << 10;
  constexpr size_t kBytes = size_t{1600} << 10;
  std::string file = header;
  for (size_t number = 0; file.size() < kBytes; ++number) {
    file += (file.size() < kChange ? row : later_row)(random, number);
  }
  return file;
}

std::string number(Random& random, unsigned below) { return std::to_string(random() % below); }

std::string plain_row(Random& random, size_t row) {
  return "c" + number(random, 900) + ",o" + std::to_string(row / 3) + ",2024-0" + std::to_string(1 + row / 20'000) +
         "-1" + std::to_string(row / 2'000 % 10) + "," + number(random, 900) + "." + number(random, 10) + ",thing " +
         number(random, 40) + "\n";
}

std::string day_row(Random& random, unsigned days, const char* line_end = "\n") {
  return "c" + number(random, 900) + ";" + std::to_string(1 + random() % days) + "/" +
         std::to_string(1 + random() % 12) + "/2024;" + number(random, 900) + line_end;
}

// Now and then something that is wrong, or looks it.
std::string troubled_row(Random& random, size_t row) {
  switch (random() % 14) {
    case 0:
      return "c1,o" + std::to_string(row) + ",2024-01-01,5,\"two\nlines, \"\"quoted\"\"\"\n";
    case 1:
      return ",o1,2024-01-01,5,nobody\n";
    case 2:
      return "c2,o1,2024-02-31,5,no such day\r\n";
    case 3:
      return "c2,o1,2024-02-28,much,no number\n";
    case 4:
      return "c3,o1\n";
    case 5:
      return "customer,order,date,amount,what\n";
    case 6:
      return "Total,,,99,\n\n  \n";
    case 7:
      return "1.23E+15,o9,2024-01-03,0.12345678,spoiled and rounded\n";
    case 8:
      return "rich" + std::to_string(row) + ",o9,2024-01-03 10:00 CST,9223372036854,too large for its scale\n";
    case 9:
      return "c5,\"o\"\"9\",2024-01-03,-5,\"back\"\n";
    default:
      return plain_row(random, row);
  }
}

const std::string kHeader = "customer,order,date,amount,what\n";

struct Scenario {
  const char* name;
  std::function<std::string(Random&)> make;
  bool pieces_fit;  // most of them
};

const std::vector<Scenario> kScenarios{
    {"plain", [](Random& r) { return file_of(kHeader, r, plain_row, plain_row); }, true},
    {"troubles of all kinds", [](Random& r) { return file_of(kHeader, r, troubled_row, troubled_row); }, true},
    {"troubles begin behind the sample", [](Random& r) { return file_of(kHeader, r, plain_row, troubled_row); }, true},
    {"no header", [](Random& r) { return file_of("", r, plain_row, plain_row); }, true},
    {"no line break at the end",
     [](Random& r) { return file_of(kHeader, r, plain_row, plain_row) + "c1,o1,2024-05-05,7"; }, true},
    {"order of day and month decided late, as assumed or not",
     [](Random& r) {
       return file_of(
           "customer;date;amount\n", r, [](Random& x, size_t) { return day_row(x, 12); },
           [](Random& x, size_t) { return day_row(x, x() % 200 == 0 ? 28 : 12); });
     },
     true},
    {"attributes whose latest value hangs on the order of day and month",
     [](Random& r) {
       const auto row = [](unsigned days) {
         return [days](Random& x, size_t) {
           const bool decides = days > 12 && x() % 300 == 0;
           std::string line = day_row(x, decides ? days : 12, "");
           return line + ";" + (x() % 9 == 0 ? "" : "city " + number(x, 30)) + ";" + number(x, 4) + " channel\n";
         };
       };
       return file_of("customer;date;amount;city;channel\n", r, row(12), row(28));
     },
     true},
    {"costs, of more decimals than the amounts, from somewhere on and not of every line",
     [](Random& r) {
       const Row costly = [](Random& x, size_t row) {
         std::string line = plain_row(x, row);
         line.pop_back();
         return line + "," + (x() % 3 == 0 ? "" : number(x, 500) + ".12" + number(x, 10)) + "\n";
       };
       const Row free = [](Random& x, size_t row) {
         std::string line = plain_row(x, row);
         line.pop_back();
         return line + ",\n";
       };
       return file_of("customer,order,date,amount,what,cost\n", r, free, costly);
     },
     true},
    {"order of day and month contradicts itself",
     [](Random& r) {
       return file_of(
           "customer;date;amount\n", r, [](Random& x, size_t) { return day_row(x, 12); },
           [](Random& x, size_t) { return x() % 500 == 0 ? "c;2/25/2024;1\n" : day_row(x, x() % 500 == 0 ? 28 : 12); });
     },
     false},
    {"UTF-8 behind ASCII",
     [](Random& r) {
       return file_of(kHeader, r, plain_row, [](Random& x, size_t row) {
         return x() % 50 == 0 ? "客户" + number(x, 20) + ",o,2024-01-01,￥5,东西\n" : plain_row(x, row);
       });
     },
     false},
    {"GB18030 behind ASCII, some of it broken",
     [](Random& r) {
       return file_of(kHeader, r, plain_row, [](Random& x, size_t row) {
         return x() % 50 == 0    ? "\xBF\xCD\xBB\xA7" + number(x, 20) + ",o,2024-01-01,5,\xB6\xAB\xCE\xF7\n"
                : x() % 900 == 0 ? "c1,o,2024-01-01,5,\xB6\n"
                                 : plain_row(x, row);
       });
     },
     false},
    {"UTF-8 from the beginning, some of it broken",
     [](Random& r) {
       const Row row = [](Random& x, size_t i) {
         return x() % 99 == 0 ? "\xE5\xAE,o,2024-01-01,5,客户\n" : "客" + plain_row(x, i);
       };
       return file_of("客户,order,date,amount,what\n", r, row, row);
     },
     true},
    {"another table below",
     [](Random& r) {
       return file_of(kHeader, r, plain_row,
                      [](Random& x, size_t) { return number(x, 99) + ";" + number(x, 99) + "\n"; });
     },
     true},
    {"wide rows in stretches",
     [](Random& r) {
       return file_of(kHeader, r, plain_row, [](Random& x, size_t row) {
         return row / 60 % 3 == 0 ? "x," + plain_row(x, row) : plain_row(x, row);
       });
     },
     true},
    {"a quote that never closes",
     [](Random& r) {
       std::string file = file_of(kHeader, r, plain_row, plain_row);
       return file.insert(file.find('\n', size_t{1300} << 10) + 1, "\"c,o,2024-01-01,5,open\n");
     },
     false},
    {"line breaks that are no line feeds",
     [](Random& r) {
       std::string file = file_of(kHeader, r, plain_row, plain_row);
       std::replace(file.begin(), file.end(), '\n', '\r');
       return file;
     },
     false},
    {"line feeds and lone carriage returns, broken characters, cells that stay open",
     [](Random& r) {
       const Row row = [](Random& x, size_t i) {
         std::string line = "客" + plain_row(x, i);
         if (x() % 3 == 0) line.back() = '\r';
         switch (x() % 150) {
           case 0:
           case 1:
           case 2:
             return line + "c2,o2,2024-01-01,5,\"two\nlines\"\n";
           case 3:
             return line + "c3,o3,2024-01-01,5,\"a\xFF\nb\nc\"\r";
           case 4:
             return line + "c4,o4,2024-01-01,5,\xE5\xAE\n";
           default:
             return line;
         }
       };
       return file_of("客户,order,date,amount,what\n", r, row, row);
     },
     false},
    {"a lone carriage return before the first character that is not ASCII",
     [](Random& r) {
       std::string file = file_of(kHeader, r, plain_row, plain_row);
       for (size_t at = size_t{1250} << 10; at + 4000 < file.size(); at += 2000 + r() % 2000) {
         const size_t end = file.find('\n', at);
         file.replace(end, 1, "\rc9,o9,2024-01-01,5,客\n");
       }
       return file;
     },
     false},
    {"CRLF, tabs and single quotes",
     [](Random& r) {
       const Row row = [](Random& x, size_t i) {
         return "'c" + number(x, 50) + "'\t'2024-01-1" + std::to_string(i % 10) + "'\t'" + number(x, 99) +
                "'\t'a\r\nb'\r\n";
       };
       return file_of("'customer'\t'date'\t'amount'\t'note'\r\n", r, row, row);
     },
     false},
    {"runs of blanks",
     [](Random& r) {
       const Row row = [](Random& x, size_t i) {
         return " 0" + number(x, 50) + "  1997010" + std::to_string(1 + i / 9 % 9) + "   " + number(x, 99) + ".5\n";
       };
       return file_of("", r, row, row);
     },
     true},
    {"cells of many lines",
     [](Random& r) {
       const Row row = [](Random& x, size_t i) {
         std::string lines = "\"";
         for (size_t n = x() % 9; n > 0; --n) lines += "c,o,2024-01-01,5,looks like a row\n";
         return plain_row(x, i).substr(0, plain_row(x, i).size() - 1) + lines + "\",\n";
       };
       return file_of("customer,order,date,amount,what,more\n", r, row, row);
     },
     false},
};

TEST(Pieces, GiveWhatReadingFromBeginningToEndGives) {
  Random random(test::seed_of_today());
  for (const Scenario& scenario : kScenarios) {
    const std::string file = scenario.make(random);
    const std::string expected = from_beginning_to_end(file);
    ASSERT_TRUE(expected.starts_with(R"({"ok":true)")) << scenario.name << ": " << expected.substr(0, 1000);
    for (const size_t most : {size_t{2000}, size_t{90'000}, size_t{400'000}}) {
      const size_t beginning = (size_t{1} << 20) + random() % 150'000;
      const Pieces pieces =
          in_pieces(file, beginning, random, [&] { return 1 + static_cast<size_t>(random() % most); });
      ASSERT_TRUE(pieces.outcome == expected) << scenario.name << ", stretches up to " << most << " bytes";
      EXPECT_TRUE(!scenario.pieces_fit || pieces.taken > pieces.left)
          << scenario.name << ", up to " << most << ": " << pieces.taken << " taken, " << pieces.left << " left";
    }
  }
}

TEST(Pieces, OfAnotherPlaceAreRefused) {
  Random random(1);
  const std::string file = file_of(kHeader, random, plain_row, plain_row);
  Service service;
  begin_load(service, file.size());
  push(service, std::string_view(file).substr(0, size_t{1} << 20));
  const std::string packed =
      service.read_piece((size_t{1} << 20) + 7, std::string_view(file).substr((size_t{1} << 20) + 7, 1000)).binary;
  ASSERT_FALSE(packed.empty());
  EXPECT_EQ(parsed(service.add_piece(0, packed))["error"]["code"], "bad_request");
}

TEST(Pieces, BytesThatAreNoPieceAreRefused) {
  Random random(2);
  const std::string file = file_of(kHeader, random, troubled_row, troubled_row);
  Service service;
  begin_load(service, file.size());
  push(service, std::string_view(file).substr(0, size_t{1} << 20));
  const std::string packed =
      service.read_piece(size_t{1} << 20, std::string_view(file).substr(size_t{1} << 20, 5000)).binary;
  for (size_t size = 0; size < packed.size(); size += 1 + random() % 40) {
    EXPECT_EQ(parsed(service.add_piece(0, std::string_view(packed).substr(0, size)))["error"]["code"], "bad_request");
  }
  EXPECT_TRUE(parsed(service.add_piece(0, packed))["ok"].get<bool>());
}

}  // namespace
}  // namespace sluice::engine
