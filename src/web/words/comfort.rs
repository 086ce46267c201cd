//! What makes a page easier: 长辈版, reading aloud, what was searched for lately.

use super::phrase::phrases;

phrases! {
    ELDER = "长辈版", "長輩版", "Large print";
    ELDER_OFF = "退出长辈版", "退出長輩版", "Normal size";
    READ_ALOUD = "念给我听", "唸給我聽", "Read aloud";
    /// Beside words that were searched for on this device.
    SEARCHED = "查过", "查過", "searched before";
    CLEAR = "清空这些记录", "清空這些記錄", "Clear this list";
}
