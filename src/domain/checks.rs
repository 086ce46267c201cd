//! Findings: what is wrong with a file, where, and what to do, in words for a clerk.

use std::collections::BTreeSet;

use super::digest::Digest;
use super::listing::Field;

/// How grave a finding is. A bureau's list stands even when our check complains, so most are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The row (or the whole file, for a finding without a row) is refused.
    Error,
    /// The row equals an earlier one and is not taken twice, or is left out on purpose.
    Skip,
    /// The row is taken and reported.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Skip => "skip",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// Whether someone has to say that it was seen before anything is published. Errors must be
    /// mended instead; a repeated row, a row left out and a note only have to be shown.
    pub fn needs_acknowledgement(self) -> bool {
        match self {
            Self::Warning => true,
            Self::Error | Self::Skip | Self::Note => false,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Skip => "重复",
            Self::Warning => "提醒",
            Self::Note => "说明",
        }
    }
}

/// The table of problems: variant, stable code, what happened, what to do.
macro_rules! problems {
    ($($variant:ident: $code:literal, $message:literal, $mend:literal;)*) => {
        /// What is wrong. Each has a stable code for machines and words for people.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Problem {
            $($variant,)*
        }

        impl Problem {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable code, as in reports with `--format json`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What happened, in Chinese.
            pub fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }

            /// What to do about it, in Chinese.
            pub fn mend(self) -> &'static str {
                match self { $(Self::$variant => $mend,)* }
            }
        }
    };
}

problems! {
    // the file
    Empty: "empty",
        "文件里没有数据",
        "请确认选对了文件，打开看一眼再上传";
    MissingColumn: "missing_column",
        "没有找到“机构名称”这一列",
        "请在表头写上“机构名称”，再上传";
    Encoding: "encoding",
        "文件的文字编码混乱，读出来会是乱码",
        "请用 Excel 打开，另存为 .xlsx，再上传";
    NotCsv: "not_csv",
        "文件名是 .csv，内容却是压缩包",
        "请解压，或用 Excel 打开后另存为 .xlsx，再上传";
    UnknownFormat: "unknown_format",
        "不认识这种文件",
        "请存为 .xlsx、.xls、.ods 或 .csv，再上传";
    Damaged: "damaged",
        "文件损坏，打不开",
        "请用 Excel 打开并另存一份，再上传";
    PasswordProtected: "password_protected",
        "文件加了密码，打不开",
        "请去掉打开密码，再上传";
    TooLarge: "too_large",
        "文件太大",
        "请删去图片和无关的工作表，或分成几个文件上传";
    TooManyRows: "too_many_rows",
        "行数太多",
        "请删去表格下方的空行，或分成几个文件上传";
    ZipBomb: "zip_bomb",
        "文件解开后大得不正常，为安全起见没有打开",
        "请用 Excel 新建一份，只粘贴数值，再上传";
    Macros: "macros",
        "文件带有宏，为安全起见没有打开",
        "请另存为不带宏的 .xlsx，再上传";
    ExternalLinks: "external_links",
        "文件链接了别的文件，数值可能不对",
        "请在 Excel“数据—编辑链接”里断开链接，再上传";
    RegulatorUnknown: "regulator_unknown",
        "看不出这份名单是哪个部门的",
        "请说明主管部门（如 --regulator 110108-edu），或加上“主管部门”和“行政区划代码”两列";
    // a column
    PassedOver: "passed_over",
        "这一列的表头说的是机构好不好，您选了不按它读",
        "请确认这一列真的不用；不确定就改回来";
    // a row
    FieldCount: "field_count",
        "这一行的格数和表头不一样，内容可能错位",
        "请对照表头补上或删去多余的格";
    DuplicateRow: "duplicate_row",
        "和前面一行完全相同",
        "只收一次，不用处理";
    LeftOut: "left_out",
        "您选了不收这一行",
        "要收下的话，取消“不收这一行”";
    SecondSite: "second_site",
        "同一个信用代码，地址不同，按第二个办学点收下",
        "请核对：是一家两个办学点，还是写错了";
    DetailsDiffer: "details_differ",
        "同一家机构又出现一次，内容不完全相同",
        "请核对：两张许可证的可以都保留，否则请留下正确的一行";
    DuplicateCodeConflict: "duplicate_code_conflict",
        "信用代码和前面一行相同，名称却不同",
        "请查证照，改正其中一行的代码或名称";
    OnBothLists: "on_both_lists",
        "同一家机构又在白名单又在黑名单",
        "请先决定它该在哪一份名单上，再发布";
    SameNameOtherCode: "same_name_other_code",
        "名称和另一行一样，信用代码不同",
        "请核对是不是同一家";
    // a cell
    Missing: "missing",
        "这一格是空的",
        "请补上；确实没有的，可以空着";
    Formula: "formula",
        "这一格是公式，不是文字",
        "请复制整列，选择性粘贴为数值，再上传";
    FormulaInjection: "formula_injection",
        "这一格以 = @ + - 开头，像一条公式",
        "请删去开头的符号，只写文字";
    LeadingPlus: "leading_plus",
        "这一格以 + 号开头",
        "请核对名称是不是写对了";
    Html: "html",
        "这一格含有网页代码",
        "请只保留文字；现在按原文显示，不会执行";
    TooLong: "too_long",
        "这一格太长",
        "请检查是不是把别的内容粘进来了";
    Length: "length",
        "信用代码不是18位",
        "请照营业执照或登记证书重新填写";
    IllegalCharacter: "illegal_character",
        "信用代码里有不该有的字符（不用 I、O、S、V、Z）",
        "请照证照核对，常见的是把 1 写成 I、0 写成 O";
    ScientificNotation: "scientific_notation",
        "信用代码被 Excel 改成了数字，后几位已经丢失",
        "请把这一列设为“文本”，重新填写后再上传";
    CheckDigit: "check_digit",
        "信用代码的校验位对不上",
        "请照证照核对；证照就是这样的，可以保留";
    RegionMismatch: "region_mismatch",
        "信用代码里的登记地和名单所在地不同",
        "总部在外地的可以保留，否则请核对";
    RegionUnknown: "region_unknown",
        "不认识这个行政区划代码",
        "请核对六位代码（GB/T 2260）";
    RegionAbolished: "region_abolished",
        "这个行政区划代码已经停用",
        "已按现在的代码归类，请核对";
    PermitForm: "permit_form",
        "办学许可证号不是13位或15位",
        "请核对；体育、文旅、科技部门的批准文件可以保留原样";
    InvalidDate: "invalid_date",
        "没有这个日期",
        "请改成真实的日期，如 2027-06-30";
    UnusualDate: "unusual_date",
        "日期的写法读不准，已按原文保留",
        "请改成 2027-06-30 这样的写法";
    IncompleteDate: "incomplete_date",
        "日期只写到月",
        "请写到日；现在按当月最后一天算";
    EndBeforeStart: "end_before_start",
        "有效期止早于有效期起",
        "请核对两个日期";
    UnknownCategory: "unknown_category",
        "不认识这个类别，归为“其他”",
        "请用：学科类、文化艺术类、体育类、科技类、托管";
    UnknownStatus: "unknown_status",
        "不认识这个状态，按“现在不要报名”显示",
        "请用：正常、停业整改、歇业、已注销等通用说法";
    UnknownRoster: "unknown_roster",
        "看不出是白名单还是黑名单",
        "请在“名单类型”一列写明：白名单、黑名单或灰名单";
    NotInCharge: "not_in_charge",
        "学科类不归这个部门批准，不会显示为“在白名单上”",
        "请核对类别，或改由教育部门发布";
    AddressIncomplete: "address_incomplete",
        "地址没有写到门牌",
        "请补上路名和门牌号";
    ResidentialAddress: "residential_address",
        "地址像是居民楼",
        "请核对是不是经营场所";
    PrivatePerson: "private_person",
        "文字里像有个人姓名、证件号或手机号，这一格先不公开",
        "请遮盖姓名后重新上传，如“王某”";
    PrivatePhone: "private_phone",
        "像是个人手机号，不公开",
        "请填座机或 400、12345 等公开电话";
}

/// One thing wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub problem: Problem,
    /// The sheet's name; empty where the format has none.
    pub sheet: String,
    /// The sheet's place in the file, from 0. `None`: the whole file.
    pub sheet_at: Option<u16>,
    /// 1-based, as Excel counts. `None`: the whole file or sheet.
    pub row: Option<u32>,
    /// As Excel names it: `A`, `AB`. `None`: the whole row.
    pub column: Option<String>,
    pub field: Option<Field>,
    /// The cell's text, cut to some eighty characters.
    pub value: String,
    /// Of the cell's whole text.
    pub value_digest: Digest,
    /// The 1-based row that this one repeats or contradicts.
    pub same_as: Option<u32>,
    pub differs: Vec<Field>,
}

impl Finding {
    /// Whether someone has to say that it was seen before anything is published.
    pub fn needs_acknowledgement(&self) -> bool {
        self.level.needs_acknowledgement()
    }

    /// What this finding is known by as long as it says the same of the same cell: another text, row
    /// or column makes another finding. Letters, digits, `_`, `.` and `-` only.
    pub fn key(&self) -> String {
        let mut seen = self.value_digest.0.to_vec();
        seen.extend(self.level.code().bytes());
        seen.extend(self.same_as.unwrap_or(0).to_be_bytes());
        for field in self.field.iter().chain(&self.differs) {
            seen.extend(field.code().bytes());
            seen.push(0);
        }
        let digest = Digest::of(&seen).to_string();
        let number = |number: Option<u32>| number.map_or("-".to_owned(), |n| n.to_string());
        format!(
            "{}.{}.{}.{}.{}",
            self.kind(),
            number(self.sheet_at.map(u32::from)),
            number(self.row),
            self.column.as_deref().unwrap_or("-"),
            &digest[..16],
        )
    }

    /// What all findings of one kind are known by.
    pub fn kind(&self) -> &'static str {
        self.problem.code()
    }

    /// Whether nothing more has to be said of it: it needs no acknowledgement, or was acknowledged by
    /// itself or by its kind. An error is never settled.
    pub fn is_settled_by(&self, acknowledged: &BTreeSet<String>) -> bool {
        match self.level {
            Level::Error => false,
            Level::Skip | Level::Note => true,
            Level::Warning => {
                acknowledged.contains(self.kind()) || acknowledged.contains(&self.key())
            }
        }
    }

    /// How grave it is, in a word. A row left out on purpose repeats none.
    pub fn label(&self) -> &'static str {
        if self.problem == Problem::LeftOut { "不收" } else { self.level.label() }
    }

    /// What to do about it, in Chinese. What must not be empty is never said to be allowed to.
    pub fn mend(&self) -> &'static str {
        match (self.problem, self.field) {
            (Problem::Missing, Some(Field::Name)) => "机构名称不能空着",
            (Problem::Missing, Some(Field::Reason)) => "列入黑名单要写明原因，请补上",
            _ => self.problem.mend(),
        }
    }

    /// The place as a clerk reads it: 第17行 C列 统一社会信用代码. Empty for the whole file.
    pub fn place(&self) -> String {
        let mut place = Vec::new();
        if !self.sheet.is_empty() {
            place.push(format!("工作表“{}”", self.sheet));
        }
        if let Some(row) = self.row {
            place.push(format!("第{row}行"));
        }
        if let Some(column) = &self.column {
            place.push(format!("{column}列"));
        }
        if let Some(field) = self.field {
            place.push(field.label().to_owned());
        }
        place.join(" ")
    }

    /// What happened, naming the other row where there is one.
    pub fn message(&self) -> String {
        let mut message = self.problem.message().to_owned();
        if let Some(row) = self.same_as {
            message.push_str(&format!("（见第{row}行）"));
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_problem_has_a_code_of_its_own_and_says_what_to_do() {
        let codes: HashSet<&str> = Problem::ALL.iter().map(|problem| problem.code()).collect();
        assert_eq!(codes.len(), Problem::ALL.len());
        for problem in Problem::ALL {
            assert!(!problem.message().is_empty() && !problem.mend().is_empty(), "{problem:?}");
            assert!(!problem.mend().ends_with('。'), "{problem:?}: the report adds the full stop");
        }
    }

    fn finding() -> Finding {
        Finding {
            level: Level::Warning,
            problem: Problem::CheckDigit,
            sheet: "白名单".into(),
            sheet_at: Some(0),
            row: Some(17),
            column: Some("C".into()),
            field: Some(Field::Uscc),
            value: "91990101MA0000015X".into(),
            value_digest: Digest::of(b"91990101MA0000015X"),
            same_as: None,
            differs: Vec::new(),
        }
    }

    #[test]
    fn a_finding_keeps_its_key_until_it_says_something_else() {
        let key = finding().key();
        assert!(key.starts_with("check_digit.0.17.C."), "{key}");
        assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)), "{key}");
        let renamed = Finding { sheet: "名单".into(), ..finding() };
        assert_eq!(renamed.key(), key, "a sheet is known by its place");
        for other in [
            Finding { value_digest: Digest::of(b"91990101MA0000015Y"), ..finding() },
            Finding { row: Some(18), ..finding() },
            Finding { column: Some("D".into()), ..finding() },
            Finding { sheet_at: Some(1), ..finding() },
            Finding { problem: Problem::Missing, ..finding() },
            Finding { same_as: Some(3), ..finding() },
            Finding { differs: vec![Field::Address], ..finding() },
        ] {
            assert_ne!(other.key(), key, "{other:?}");
        }
        let whole = Finding { sheet_at: None, row: None, column: None, ..finding() };
        assert!(whole.key().starts_with("check_digit.-.-.-."));
    }

    #[test]
    fn what_must_not_be_empty_is_never_said_to_be_allowed_to() {
        let missing = |level, field| Finding {
            level,
            problem: Problem::Missing,
            field: Some(field),
            ..finding()
        };
        for field in [Field::Name, Field::Reason] {
            let mend = missing(Level::Error, field).mend();
            assert!(!mend.contains("可以空着"), "{mend}");
        }
        assert!(missing(Level::Warning, Field::Uscc).mend().contains("可以空着"));
        let left_out = Finding { level: Level::Skip, problem: Problem::LeftOut, ..finding() };
        assert_eq!(left_out.label(), "不收");
    }

    #[test]
    fn a_warning_is_settled_by_its_key_or_its_kind_and_an_error_by_nothing() {
        let by = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let warning = finding();
        assert!(warning.needs_acknowledgement() && !warning.is_settled_by(&by(&[])));
        assert!(warning.is_settled_by(&by(&[&warning.key()])));
        assert!(warning.is_settled_by(&by(&["check_digit"])));
        assert!(!warning.is_settled_by(&by(&["missing"])));
        let error = Finding { level: Level::Error, ..finding() };
        assert!(!error.is_settled_by(&by(&["check_digit", &error.key()])));
        let note = Finding { level: Level::Note, ..finding() };
        assert!(!note.needs_acknowledgement() && note.is_settled_by(&by(&[])));
    }
}
