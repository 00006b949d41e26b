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

// Bytes from Python: '客戶,訂單編號'.encode('cp950'); the rest from the WHATWG index.
TEST(TextDecoder, Big5) {
  EXPECT_EQ(decode(Encoding::big5, "\xAB\xC8\xA4\xE1,\xADq\xB3\xE6\xBDs\xB8\xB9"), "客戶,訂單編號");
  EXPECT_EQ(decode(Encoding::big5, "\xA1\x45\xA2\x46\xA1\xE3"), "‧￠～");         // punctuation as code page 950 has it
  EXPECT_EQ(decode(Encoding::big5, "\x87\x45\xFA\x40"), "\U00027267\U00020547");  // Hong Kong, plane two
  EXPECT_EQ(decode(Encoding::big5, "\x88\x62\x88\xA5"), "\u00CA\u0304\u00EA\u030C");
  EXPECT_EQ(decode(Encoding::big5, "\xAB,1\n\x80\xFF"), "\uFFFD,1\n\uFFFD\uFFFD");  // a delimiter is never swallowed
}

TEST(TextDecoder, ShiftJis) {
  EXPECT_EQ(decode(Encoding::shift_jis, "\x8C\xDA\x8Bq,\x93\xFA\x95t,\x8B\xE0\x8Az\x81i\x89~\x81j"),
            "顧客,日付,金額（円）");
  EXPECT_EQ(decode(Encoding::shift_jis, "\xB6\xC5 \x87\x40\x81\x60\xFA\x40"), "ｶﾅ ①～ⅰ");  // as Windows has it
  EXPECT_EQ(decode(Encoding::shift_jis, "\x82,1\n\xA0\xFD\x80"), "\uFFFD,1\n\uFFFD\uFFFD\u0080");
  EXPECT_EQ(decode(Encoding::shift_jis, "\x5C\x7E"), "\\~");
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
    EXPECT_EQ(decode(Encoding::big5, gb, piece), decode(Encoding::big5, gb));
    EXPECT_EQ(decode(Encoding::shift_jis, gb, piece), decode(Encoding::shift_jis, gb));
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

TEST(GuessEncoding, ShortTextsOfEveryOldEncoding) {
  EXPECT_EQ(guess("\xBF\xCD\xBB\xA7,\xC8\xD5\xC6\xDA,\xBD\xF0\xB6\xEE"), "gb18030");  // 客户,日期,金额
  EXPECT_EQ(guess("\xD5\xC5\xC8\xFD"), "gb18030");                                    // 张三
  EXPECT_EQ(guess("\xBD\xF0\xB6\xEE"), "gb18030");                                    // 金额
  EXPECT_EQ(
      guess("\xB6\xA9\xB5\xA5\xB1\xE0\xBA\xC5,\xCF\xC2\xB5\xA5\xCA\xB1\xBC\xE4,\xCA\xB5\xB8\xB6\xBD\xF0\xB6\xEE\x0A"
            "1,2017-04-05,1"),
      "gb18030");  // 订单编号,下单时间,实付金额\n1,2017-04-05,1
  EXPECT_EQ(guess("\xC5\xB7\xD1\xF4\xC4\xC8\xC4\xC8,\xB9\xA8\xC1\xD5\xC4\xC8,\xD8\xC1\xB9\xD9"),
            "gb18030");                                                              // 欧阳娜娜,龚琳娜,亓官
  EXPECT_EQ(guess("\xC9\xDB\xD2\xDD\xB7\xF2,\xD1\xD6\xCE\xFD\xC9\xBD"), "gb18030");  // 邵逸夫,阎锡山
  EXPECT_EQ(guess("\xAB\xC8\xA4\xE1,\xA4\xE9\xB4\xC1,\xAA\xF7\xC3"
                  "B"),
            "big5");                                                                           // 客戶,日期,金額
  EXPECT_EQ(guess("\xA4\xFD\xA4p\xA9\xFA,2017-04-05"), "big5");                                // 王小明,2017-04-05
  EXPECT_EQ(guess("\xADq\xB3\xE6\xBDs\xB8\xB9"), "big5");                                      // 訂單編號
  EXPECT_EQ(guess("\xB7|\xAD\xFB"), "big5");                                                   // 會員
  EXPECT_EQ(guess("\xB3\xAF\xAC\xFC\xAC\xC2,\xA5x\xA5_\xA5\xAB"), "big5");                     // 陳美玲,台北市
  EXPECT_EQ(guess("\xB2\xA3\xAB~,\xBC\xC6\xB6q\x0A\xAC\xC3\xAF]\xA5\xA4\xAF\xF9,5"), "big5");  // 產品,數量\n珍珠奶茶,5
  EXPECT_EQ(guess("\x8C\xDA\x8Bq,\x93\xFA\x95t,\x8B\xE0\x8Az"), "shift_jis");                  // 顧客,日付,金額
  EXPECT_EQ(guess("\x8ER\x93"
                  "c\x91\xBE\x98Y"),
            "shift_jis");  // 山田太郎
  EXPECT_EQ(guess("\x92\x8D\x95\xB6\x94\xD4\x8D\x86,\x8F\xA4\x95i\x96\xBC\x0A"
                  "1,\x83R\x81[\x83q\x81["),
            "shift_jis");                                                     // 注文番号,商品名\n1,コーヒー
  EXPECT_EQ(guess("\x82\xA0\x82\xE8\x82\xAA\x82\xC6\x82\xA4"), "shift_jis");  // ありがとう
  EXPECT_EQ(guess("M\xFCller"), "windows-1252");                              // Müller
  EXPECT_EQ(guess("Jos\xE9;Nu\xF1"
                  "ez"),
            "windows-1252");                         // José;Nuñez
  EXPECT_EQ(guess("\xC4\xD6\xDC"), "windows-1252");  // ÄÖÜ
  EXPECT_EQ(guess("Stra\xDF"
                  "e"),
            "windows-1252");                             // Straße
  EXPECT_EQ(guess("M\xDCLLER GMBH"), "windows-1252");    // MÜLLER GMBH
  EXPECT_EQ(guess("na\xEFve caf\xE9"), "windows-1252");  // naïve café
  EXPECT_EQ(guess("Se\xF1or Pe\xF1"
                  "a, M\xE1laga"),
            "windows-1252");                                  // Señor Peña, Málaga
  EXPECT_EQ(guess("\xC5ngstr\xF6m;\xD8re"), "windows-1252");  // Ångström;Øre
  EXPECT_EQ(guess("CR\xC8ME BR\xDBL\xC9"
                  "E"),
            "windows-1252");                                         // CRÈME BRÛLÉE
  EXPECT_EQ(guess("\x80 5,00"), "windows-1252");                     // € 5,00
  EXPECT_EQ(guess("\x93quoted\x94 \x96 text\x85"), "windows-1252");  // “quoted” – text…
  EXPECT_EQ(guess("\xC0\xC9\xCE\xD5\xDC"), "windows-1252");          // ÀÉÎÕÜ
  EXPECT_EQ(guess("\xE9"), "windows-1252");                          // é
  EXPECT_EQ(guess("\xDF"), "windows-1252");                          // ß
  EXPECT_EQ(guess("\xC5sa \xD6"
                  "berg"),
            "windows-1252");  // Åsa Öberg
  EXPECT_EQ(guess("\xC9"
                  "COLE"),
            "windows-1252");                                                    // ÉCOLE
  EXPECT_EQ(guess("gar\xE7on d\xE9j\xE0 vu \xE0 c\xF4t\xE9"), "windows-1252");  // garçon déjà vu à côté
  EXPECT_EQ(guess("S\xE3o Paulo"), "windows-1252");                             // São Paulo
  EXPECT_EQ(guess("P\xC3O DE A\xC7\xDA"
                  "CAR"),
            "windows-1252");                  // PÃO DE AÇÚCAR
  EXPECT_EQ(guess("d\xF1"), "windows-1252");  // dñ
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
