#include "ingest/simplified.h"

#include "base/text.h"

namespace sluice::ingest {
namespace {

// Character by character beside each other.
constexpr std::u16string_view kTraditional =
    u"訂單號編碼會員戶顧購買賣時間數價額總計實際應費稱暱電話郵帳賬帐發貨機階態狀結類別"
    u"擊動為項銷營業潤關閉創產筆聯絡繫係歷記錄開啟據憑證淨進備註說點訪問瀏覽冊簽約預贏"
    u"輸談報線絕執環節來場門國區縣鎮鄉級運寶貝禮優減稅幣種匯彙複復頻週離現無對與後裡標"
    u"題簡體團處審該損終給統網頁連選遞鏈鋪陸韓顯餘齡齊廠將帶師張從樣檔欄決滿濟獎畫監範"
    u"納細組維義聲聽職腦舊萬億著術裝規視親觀訊設評詢認課調請論識變讓負財貴資賓質輛農過"
    u"達還邊醫鐘長隊難響領頭飛館驗魚麗黃龍";
constexpr std::u16string_view kSimplified =
    u"订单号编码会员户顾购买卖时间数价额总计实际应费称昵电话邮账账账发货机阶态状结类别"
    u"击动为项销营业润关闭创产笔联络系系历记录开启据凭证净进备注说点访问览览册签约预赢"
    u"输谈报线绝执环节来场门国区县镇乡级运宝贝礼优减税币种汇汇复复频周离现无对与后里标"
    u"题简体团处审该损终给统网页连选递链铺陆韩显余龄齐厂将带师张从样档栏决满济奖画监范"
    u"纳细组维义声听职脑旧万亿着术装规视亲观讯设评询认课调请论识变让负财贵资宾质辆农过"
    u"达还边医钟长队难响领头飞馆验鱼丽黄龙";
static_assert(kTraditional.size() == kSimplified.size());

}  // namespace

char32_t simplified(char32_t character) {
  if (character < 0x4E00 || character > 0x9FFF) return character;
  const size_t at = kTraditional.find(static_cast<char16_t>(character));
  return at == std::u16string_view::npos ? character : char32_t{kSimplified[at]};
}

std::string to_simplified(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) append_utf8(simplified(next_character(text, at)), result);
  return result;
}

}  // namespace sluice::ingest
