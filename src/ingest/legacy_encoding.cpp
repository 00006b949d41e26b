#include "ingest/legacy_encoding.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/double_byte.h"
#include "ingest/gb18030_table.h"
#include "ingest/little_endian.h"

namespace sluice::ingest {
namespace {

// The most frequent characters of tables and of the language: what two encodings both allow is told apart by them.
constexpr std::u16string_view kFrequentSimplified =
    u"的一是了在人有我他这中大来上个国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行"
    u"所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日月号间"
    u"期客户员顾名称姓订单编码金额价格数量总计合商品类别型城市省区县址电话手机买卖支付款状态渠源张王李刘陈"
    u"杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    u"汪田任姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦江史侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文北京海广州深圳杭南"
    u"津重庆汉西安";
constexpr std::u16string_view kFrequentTraditional =
    u"的一是了在人有我他這中大來上個國和地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行"
    u"所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日月號間"
    u"期客戶員顧名稱姓訂單編碼金額價格數量總計合商品類別型城市省區縣址電話手機買賣支付款狀態通路源購消費訪"
    u"張王李劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁魏薛葉閻"
    u"余潘杜戴夏鍾汪田任姜范石姚譚廖鄒熊陸郝孔白崔康毛邱秦江史侯邵孟龍萬段雷錢湯尹黎易常武喬賀賴龔文志明美"
    u"台北雄新竹臺南桃園香港";

struct Count {
  size_t pairs = 0;     // characters of two (or four) bytes
  size_t common = 0;    // of those, what makes most of any text: first level of ideographs, punctuation, kana
  size_t frequent = 0;  // of those, among the most frequent characters; kana are
  size_t errors = 0;

  /// In a text of the encoding most pairs are common characters, or every second one is among the most frequent, and
  /// hardly one is an error.
  bool plausible() const {
    return pairs > 0 && (common * 10 >= pairs * 6 || frequent * 2 >= pairs) &&
           errors * 20 <= std::max(common, frequent);
  }
};

bool is_frequent(char32_t character, std::u16string_view characters) {
  return character < 0x10000 && characters.find(static_cast<char16_t>(character)) != std::u16string_view::npos;
}

Count count_gb18030(std::string_view bytes, bool complete) {
  Count count;
  for (size_t i = 0; i < bytes.size();) {
    const unsigned lead = u8(bytes, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (i + 1 >= bytes.size()) {
      if (complete) ++count.errors;
      break;
    }
    const unsigned trail = u8(bytes, i + 1);
    const bool is_lead = lead != 0x80 && lead != 0xFF;
    if (is_lead && trail >= 0x30 && trail <= 0x39 && i + 3 < bytes.size() && u8(bytes, i + 2) > 0x80 &&
        u8(bytes, i + 3) >= 0x30 && u8(bytes, i + 3) <= 0x39) {
      ++count.pairs;
      i += 4;
    } else if (is_lead && trail >= 0x40 && trail != 0x7F && trail != 0xFF) {
      ++count.pairs;
      const bool level_one = lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
      const bool punctuation = lead >= 0xA1 && lead <= 0xA3 && trail >= 0xA1;
      if (level_one || punctuation) ++count.common;
      const unsigned pointer = (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
      if (is_frequent(kGb18030Index[pointer], kFrequentSimplified)) ++count.frequent;
      i += 2;
    } else {
      ++count.errors;
      ++i;
    }
  }
  return count;
}

// Characters of two bytes. `is_single(byte)`: a character by itself, which counts for nothing; `character_of(lead,
// trail)`: 0 where there is none; `note(count, character, lead, trail)` says how usual it is.
template <class IsSingle, class CharacterOf, class Note>
Count count_pairs(std::string_view bytes, bool complete, IsSingle is_single, CharacterOf character_of, Note note) {
  Count count;
  for (size_t i = 0; i < bytes.size();) {
    const unsigned lead = u8(bytes, i);
    if (is_single(lead)) {
      ++i;
      continue;
    }
    if (i + 1 >= bytes.size()) {
      if (complete) ++count.errors;
      break;
    }
    const char32_t character = character_of(lead, u8(bytes, i + 1));
    if (character == 0) {
      ++count.errors;
      ++i;
      continue;
    }
    ++count.pairs;
    note(count, character, lead, u8(bytes, i + 1));
    i += 2;
  }
  return count;
}

// Å in front of a letter is a character of the first level, too: where nearly all pairs end with a letter, as one in
// three would, nothing but frequent ones counts.
Count count_big5(std::string_view bytes, bool complete) {
  size_t letters = 0;
  Count count = count_pairs(
      bytes, complete, [](unsigned byte) { return byte < 0x80; },
      [](unsigned lead, unsigned trail) { return is_big5_lead(lead) ? big5_character(lead, trail) : 0; },
      [&](Count& counted, char32_t character, unsigned lead, unsigned trail) {
        const bool level_one = lead >= 0xA4 && lead <= 0xC6;
        const bool punctuation = lead >= 0xA1 && lead <= 0xA3;
        if (level_one || punctuation) ++counted.common;
        letters += is_ascii_letter(static_cast<char>(trail)) ? 1 : 0;
        if (is_frequent(character, kFrequentTraditional)) ++counted.frequent;
      });
  if (letters * 10 > count.pairs * 8) count.common = 0;
  return count;
}

// Single bytes of half-width katakana count for nothing: they are capital letters of Windows-1252.
Count count_shift_jis(std::string_view bytes, bool complete) {
  return count_pairs(
      bytes, complete, [](unsigned byte) { return byte < 0x80 || (byte >= 0xA1 && byte <= 0xDF); },
      [](unsigned lead, unsigned trail) { return is_shift_jis_lead(lead) ? shift_jis_character(lead, trail) : 0; },
      [](Count& counted, char32_t character, unsigned lead, unsigned) {
        const bool kana = character >= 0x3041 && character <= 0x30FE;
        const bool level_one = lead >= 0x88 && lead <= 0x97;
        const bool punctuation = lead == 0x81 || lead == 0x82;
        if (kana || level_one || punctuation) ++counted.common;
        if (kana) ++counted.frequent;
      });
}

}  // namespace

Encoding guess_legacy_encoding(std::string_view bytes, bool complete) {
  const Count gb = count_gb18030(bytes, complete);
  const Count big5 = count_big5(bytes, complete);
  const Count shift_jis = count_shift_jis(bytes, complete);
  // Where several are possible, the one with more of the most frequent characters; among equals the first.
  Encoding best = Encoding::windows1252;
  const Count* evidence = nullptr;
  const auto consider = [&](Encoding encoding, const Count& count) {
    if (!count.plausible()) return;
    const bool better = evidence == nullptr || count.frequent > evidence->frequent;
    if (!better) return;
    best = encoding;
    evidence = &count;
  };
  consider(Encoding::gb18030, gb);
  consider(Encoding::big5, big5);
  consider(Encoding::shift_jis, shift_jis);
  return best;
}

}  // namespace sluice::ingest
