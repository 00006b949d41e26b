#include "ingest/text_decoder.h"

#include <gtest/gtest.h>

namespace sluice::ingest {
namespace {

using namespace std::string_literals;

std::string decode(std::optional<Encoding> encoding, const std::string& bytes, size_t piece = SIZE_MAX) {
  TextDecoder decoder(encoding);
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size() - at)) {
    decoder.decode(std::string_view(bytes).substr(at, piece), text);
  }
  decoder.finish(text);
  return text;
}

TEST(TextDecoder, Utf8PassesThrough) {
  const std::string text = "客户,Müller,😀\r\n\0end"s;
  EXPECT_EQ(decode(Encoding::utf8, text), text);
}

// The examples of the Unicode standard (chapter 3, tables 3-8 to 3-11): one U+FFFD for each maximal subpart.
TEST(TextDecoder, BrokenUtf8IsReplacedAsBrowsersDo) {
  const std::string lost = "\uFFFD";
  const auto times = [&](int count) {
    std::string text;
    while (count-- > 0) text += lost;
    return text;
  };
  EXPECT_EQ(decode(Encoding::utf8, "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), times(8) + "A");
  EXPECT_EQ(decode(Encoding::utf8, "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), times(8) + "A");
  EXPECT_EQ(decode(Encoding::utf8, "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), times(5) + "A" + times(2) + "B");
  EXPECT_EQ(decode(Encoding::utf8, "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), times(4) + "A");
}

TEST(TextDecoder, Utf16InBothByteOrders) {
  EXPECT_EQ(decode(Encoding::utf16le, "\x22\x5B\x2C\x00\x3D\xD8\x00\xDE"s), "客,😀"s.replace(0, 3, "\u5B22"));
  EXPECT_EQ(decode(Encoding::utf16be, "\x5B\x22\x00\x2C\xD8\x3D\xDE\x00"s), "\u5B22,😀");
}

TEST(TextDecoder, HalfASurrogatePairIsLost) {
  EXPECT_EQ(decode(Encoding::utf16le, "\x3D\xD8\x41\x00"s),
            "\uFFFD"
            "A");
  EXPECT_EQ(decode(Encoding::utf16le, "\x00\xDE\x41\x00"s),
            "\uFFFD"
            "A");
  EXPECT_EQ(decode(Encoding::utf16le, "\x41\x00\x3D\xD8"s), "A\uFFFD");
}

// Bytes from Python: '客户€𠮷'.encode('gb18030').
TEST(TextDecoder, Gb18030WithTwoAndFourBytes) {
  EXPECT_EQ(decode(Encoding::gb18030, "\xBF\xCD\xBB\xA7\xA2\xE3\x95\x34\xB2\x35"), "客户€𠮷");
  EXPECT_EQ(decode(Encoding::gb18030, "\x80"), "€");  // as code page 936 writes it
  EXPECT_EQ(decode(Encoding::gb18030, "\x81\x30\x81\x30"), "\u0080");
  EXPECT_EQ(decode(Encoding::gb18030, "\xE3\x32\x9A\x35"), "\U0010FFFF");
}

TEST(TextDecoder, BrokenGb18030NeverSwallowsADelimiter) {
  EXPECT_EQ(decode(Encoding::gb18030, "\xBF,1\n"), "\uFFFD,1\n");
  EXPECT_EQ(decode(Encoding::gb18030, "\xBF\x32,x"),
            "\uFFFD"
            "2,x");
  EXPECT_EQ(decode(Encoding::gb18030, "\xBF\x32\x81,x"),
            "\uFFFD"
            "2\uFFFD,x");
  EXPECT_EQ(decode(Encoding::gb18030, "\xFF\xE3\x32\x9A\x36"), "\uFFFD\uFFFD");
}

TEST(TextDecoder, Windows1252) {
  EXPECT_EQ(decode(Encoding::windows1252, "M\xFCller \x80 \x93quoted\x94 \xE9"), "Müller € “quoted” é");
}

TEST(TextDecoder, MayBeCutAnywhere) {
  const std::string gb = "\xBF\xCD\xBB\xA7,\x95\x34\xC1\x38\xBF,\xBF\x32\x81\n\x81\x30\x81"s;
  const std::string utf8 = "客户,😀\xE5\xAE,\xF0\x9F\x98\n\xC3"s;
  const std::string utf16 = "\x22\x5B\x2C\x00\x3D\xD8\x00\xDE\x3D\xD8\x2C\x00\x41"s;
  for (size_t piece = 1; piece < 8; ++piece) {
    EXPECT_EQ(decode(Encoding::gb18030, gb, piece), decode(Encoding::gb18030, gb));
    EXPECT_EQ(decode(Encoding::utf8, utf8, piece), decode(Encoding::utf8, utf8));
    EXPECT_EQ(decode(Encoding::utf16le, utf16, piece), decode(Encoding::utf16le, utf16));
    EXPECT_EQ(decode(Encoding::utf16be, utf16, piece), decode(Encoding::utf16be, utf16));
  }
}

TEST(TextDecoder, SaysThatTheBytesEndWithinACharacter) {
  for (const auto& [encoding, bytes] : {std::pair{Encoding::utf8, "a\xE5\xAE"s},
                                        {Encoding::utf16le, "a\0b"s},
                                        {Encoding::gb18030, "a\xBF"s},
                                        {Encoding::utf16le, "\x3D\xD8"s}}) {
    TextDecoder decoder(encoding);
    std::string text;
    decoder.decode(bytes, text);
    EXPECT_FALSE(decoder.cut_short());
    decoder.finish(text);
    EXPECT_TRUE(decoder.cut_short());
    EXPECT_EQ(decoder.lost(), 1U);
    EXPECT_TRUE(text.ends_with("\uFFFD"));
  }
}

// ---- the encoding shows itself only after the sample ---------------------------------------------------------------

TEST(TextDecoder, AsciiWaitsForTheFirstByteThatDecides) {
  const std::string ascii(100'000, 'x');
  const std::string gb = "\xBF\xCD\xBB\xA7\xB6\xA9\xB5\xA5";  // 客户订单
  EXPECT_EQ(decode(std::nullopt, ascii + gb), ascii + "客户订单");
  EXPECT_EQ(decode(std::nullopt, ascii + "客户订单"), ascii + "客户订单");
  EXPECT_EQ(decode(std::nullopt, ascii + "M\xFCller"), ascii + "Müller");
  EXPECT_EQ(decode(std::nullopt, ascii), ascii);
}

TEST(TextDecoder, TheLateDecisionDoesNotDependOnThePieces) {
  std::string bytes(10'000, 'x');
  for (int i = 0; i < 20'000; ++i) bytes += "\xBF\xCD,1\n";  // more than the late sample
  const std::string whole = decode(std::nullopt, bytes);
  EXPECT_EQ(whole.substr(10'000, 10), "客,1\n客,");
  for (const size_t piece : {1000U, 4097U, 65'536U}) EXPECT_EQ(decode(std::nullopt, bytes, piece), whole);
}

// ---- guessing ------------------------------------------------------------------------------------------------------

std::string guess(const std::string& bytes, bool complete = true) {
  const EncodingGuess found = guess_encoding(bytes, complete);
  return (found.encoding ? std::string(encoding_name(*found.encoding)) : "undecided") +
         (found.byte_order_mark > 0 ? " marked" : "");
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF);
    const char high = static_cast<char>(c >> 8);
    bytes += little ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

TEST(GuessEncoding, ByteOrderMarks) {
  EXPECT_EQ(guess("\xEF\xBB\xBF"
                  "a,b"),
            "utf-8 marked");
  EXPECT_EQ(guess("\xFF\xFE"
                  "a\0"s),
            "utf-16le marked");
  EXPECT_EQ(guess("\xFE\xFF"
                  "\0a"s),
            "utf-16be marked");
  EXPECT_EQ(guess("\x84\x31\x95\x33"
                  "a,b"),
            "gb18030 marked");
}

TEST(GuessEncoding, ByContent) {
  EXPECT_EQ(guess("customer,date\nC1,2017-04-05\n"), "undecided");
  EXPECT_EQ(guess("客户,日期\n"), "utf-8");
  EXPECT_EQ(guess("\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA\n"), "gb18030");
  EXPECT_EQ(guess("customer,city\nC1,M\xFCnchen\nC2,D\xFCsseldorf\n"), "windows-1252");
  EXPECT_EQ(guess("nom;pr\xE9nom;cr\xE9\xE9 le\nL\xE9"
                  "a;No\xEBl;\n"),
            "windows-1252");
  EXPECT_EQ(guess("price\n\x80 12\n"), "windows-1252");
  EXPECT_EQ(guess("a\xA0"
                  "b,c\n"),
            "windows-1252");
}

TEST(GuessEncoding, Utf16WithoutMark) {
  EXPECT_EQ(guess(utf16(u"customer,amount\nC1,12\n", true)), "utf-16le");
  EXPECT_EQ(guess(utf16(u"customer,amount\nC1,12\n", false)), "utf-16be");
  EXPECT_EQ(guess(utf16(u"客户编号,下单时间,金额\n张三,2017-04-05,12\n", true)), "utf-16le");
  EXPECT_EQ(guess("a,b\n1,x\0y\n"s), "undecided");  // one stray zero byte is damage
}

TEST(GuessEncoding, AFewBrokenCharactersLeaveUtf8) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "客户,";
  EXPECT_EQ(guess(text + "\xE5,"), "utf-8");
}

TEST(GuessEncoding, ASampleMayEndWithinACharacter) {
  EXPECT_EQ(guess("customer \xE5\xAE", false), "undecided");
  EXPECT_EQ(guess("客户 \xE5\xAE", false), "utf-8");
  EXPECT_EQ(guess("\xBF\xCD\xBB\xA7\xBF", false), "gb18030");
}

TEST(GuessEncoding, NamesOfEncodings) {
  EXPECT_EQ(encoding_from_name("UTF-8"), Encoding::utf8);
  EXPECT_EQ(encoding_from_name("GBK"), Encoding::gb18030);
  EXPECT_EQ(encoding_from_name(" cp1252 "), Encoding::windows1252);
  EXPECT_EQ(encoding_from_name("utf-7"), std::nullopt);
  for (const Encoding encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030, Encoding::windows1252}) {
    EXPECT_EQ(encoding_from_name(encoding_name(encoding)), encoding);
  }
}

}  // namespace
}  // namespace sluice::ingest
