//! What an admin says of a 主管部门: checked before it is kept, and told in one line for the trail.

use super::regulator::{AbsenceRule, Regulator, RegulatorCode};

/// As typed, or as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    /// Divided by line breaks, `|`, `、`, `；` or `;`.
    pub aliases: String,
    pub phone: String,
    pub mailbox: String,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    Name,
    Aliases,
    Phone,
    Mailbox,
}

impl Flaw {
    /// Which field, as forms and files name it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Aliases => "aliases",
            Self::Phone => "phone",
            Self::Mailbox => "mailbox",
        }
    }

    pub fn message(self) -> &'static str {
        match self {
            Self::Name => "名称要 2 到 60 个字",
            Self::Aliases => "别名每个最多 60 个字，最多 20 个",
            Self::Phone => "电话要有至少 5 个数字，最多 40 个字",
            Self::Mailbox => "邮箱要像 name@example.cn，最多 80 个字",
        }
    }
}

const MOST_ALIASES: usize = 20;

fn is_plain(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.chars().any(char::is_control)
}

/// The regulator, when all of it is sound.
///
/// # Errors
/// Every flaw.
pub fn checked(
    code: RegulatorCode,
    typed: &Typed,
    absence: AbsenceRule,
) -> Result<Regulator, Vec<Flaw>> {
    let mut flaws = Vec::new();
    let name = typed.name.trim();
    if name.chars().count() < 2 || !is_plain(name, 60) {
        flaws.push(Flaw::Name);
    }
    let mut aliases: Vec<String> = typed
        .aliases
        .split(['\n', '\r', '|', '、', '；', ';'])
        .map(str::trim)
        .filter(|alias| !alias.is_empty() && *alias != name)
        .map(str::to_owned)
        .collect();
    aliases.dedup();
    if aliases.len() > MOST_ALIASES || !aliases.iter().all(|alias| is_plain(alias, 60)) {
        flaws.push(Flaw::Aliases);
    }
    let phone = typed.phone.trim();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if !phone.is_empty() && (digits < 5 || !is_plain(phone, 40)) {
        flaws.push(Flaw::Phone);
    }
    let mailbox = typed.mailbox.trim();
    if !mailbox.is_empty() && !is_mailbox(mailbox) {
        flaws.push(Flaw::Mailbox);
    }
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (phone, mailbox) = (some(phone), some(mailbox));
    Ok(Regulator { code, name: name.to_owned(), aliases, phone, mailbox, absence })
}

fn is_mailbox(text: &str) -> bool {
    let is_sound = |(user, host): (&str, &str)| {
        !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    };
    text.len() <= 80
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !text.contains(['"', '<', '>', '?', '&', ','])
        && text.split_once('@').is_some_and(is_sound)
        && text.matches('@').count() == 1
}

/// In one line, for the trail.
pub fn told(regulator: &Regulator) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "无".into());
    format!(
        "{}；别名 {}；电话 {}；邮箱 {}；{}",
        regulator.name,
        if regulator.aliases.is_empty() { "无".into() } else { regulator.aliases.join("、") },
        or_none(&regulator.phone),
        or_none(&regulator.mailbox),
        absence_label(regulator.absence),
    )
}

/// What absence from a regulator's lists means, in the console's words.
pub fn absence_label(rule: AbsenceRule) -> &'static str {
    match rule {
        AbsenceRule::Unknown => "名单上没有的，不好说",
        AbsenceRule::Unapproved => "名单上没有的，就是没有批准",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &Typed) -> Result<Regulator, Vec<Flaw>> {
        checked(RegulatorCode::parse("999901-edu").unwrap(), typed, AbsenceRule::Unknown)
    }

    #[test]
    fn what_is_typed_is_taken_whole_or_every_flaw_named() {
        let typed = Typed {
            name: " 示例东区教育局 ".into(),
            aliases: "东区教育局|示例东区教育局\n东区教委".into(),
            phone: "0990-5558101 转 3".into(),
            mailbox: "jubao@example.cn".into(),
        };
        let regulator = check(&typed).unwrap();
        assert_eq!(regulator.name, "示例东区教育局");
        assert_eq!(regulator.aliases, ["东区教育局", "东区教委"]);
        let bad = Typed {
            name: "局".into(),
            aliases: "长".repeat(61),
            phone: "请到窗口".into(),
            mailbox: "a@b@example.cn".into(),
        };
        let all = vec![Flaw::Name, Flaw::Aliases, Flaw::Phone, Flaw::Mailbox];
        assert_eq!(check(&bad), Err(all));
        let none = Typed { name: "示例东区教育局".into(), ..Typed::default() };
        assert_eq!(check(&none).unwrap().phone, None);
    }
}
