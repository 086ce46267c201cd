//! What makes a page easier: 长辈版, reading aloud, what was searched for lately.

use super::phrase::phrases;

phrases! {
    ELDER = "长辈版", "長輩版", "Large print";
    ELDER_OFF = "退出长辈版", "退出長輩版", "Normal size";
    STOP_READING = "停下", "停下", "Stop";
    READ_ALOUD = "念给我听", "唸給我聽", "Read aloud";
    /// Beside words that were searched for on this device.
    SEARCHED = "查过", "查過", "searched before";
    /// Beside a download, inside WeChat.
    IN_WECHAT =
        "微信里下载不了的，点右上角“…”，选“在浏览器打开”。",
        "微信裡下載不了的，點右上角「…」，選「在瀏覽器打開」。",
        "If WeChat does not download it, tap “…” at the top right and choose to open it in the browser.";
    CLEAR = "清空这些记录", "清空這些記錄", "Clear this list";
}
