//! The demo's lists, carried in the binary. All invented; made by `data/demo/make.py`.

/// A file of the demo by its name. `None`: there is no such file.
pub(super) fn content(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, content)| *content)
}

pub(super) const MANIFEST: &str = include_str!("../../../data/demo/manifest.toml");
pub(super) const REGIONS: &str = include_str!("../../../data/demo/regions.csv");
pub(super) const REGULATORS: &str = include_str!("../../../data/demo/regulators.csv");

const FILES: &[(&str, &[u8])] = &[
    ("01_东区教育局_2025春.csv", include_bytes!("../../../data/demo/01_东区教育局_2025春.csv")),
    ("02_东区教育局_2025冬.xlsx", include_bytes!("../../../data/demo/02_东区教育局_2025冬.xlsx")),
    (
        "03_东区教育局_黑名单第一批.csv",
        include_bytes!("../../../data/demo/03_东区教育局_黑名单第一批.csv"),
    ),
    ("04_东区教育局_2026秋.csv", include_bytes!("../../../data/demo/04_东区教育局_2026秋.csv")),
    (
        "05_东区教育局_黑名单第二批.xlsx",
        include_bytes!("../../../data/demo/05_东区教育局_黑名单第二批.xlsx"),
    ),
    ("06_东区文旅局_2025.csv", include_bytes!("../../../data/demo/06_东区文旅局_2025.csv")),
    ("07_东区文旅局_2026春.xlsx", include_bytes!("../../../data/demo/07_东区文旅局_2026春.xlsx")),
    ("08_东区文旅局_2026秋.csv", include_bytes!("../../../data/demo/08_东区文旅局_2026秋.csv")),
    ("09_东区体育局_2025.csv", include_bytes!("../../../data/demo/09_东区体育局_2025.csv")),
    ("10_东区体育局_第二批.csv", include_bytes!("../../../data/demo/10_东区体育局_第二批.csv")),
    ("11_东区科技局.csv", include_bytes!("../../../data/demo/11_东区科技局.csv")),
    ("12_东区市监局_托管.xls", include_bytes!("../../../data/demo/12_东区市监局_托管.xls")),
    ("13_西区教育局_2025秋.csv", include_bytes!("../../../data/demo/13_西区教育局_2025秋.csv")),
    ("14_西区教育局_2026春.csv", include_bytes!("../../../data/demo/14_西区教育局_2026春.csv")),
    ("15_西区教育局_2026秋.csv", include_bytes!("../../../data/demo/15_西区教育局_2026秋.csv")),
    ("16_西区文旅局_2025.csv", include_bytes!("../../../data/demo/16_西区文旅局_2025.csv")),
    ("17_西区文旅局_2026.csv", include_bytes!("../../../data/demo/17_西区文旅局_2026.csv")),
    ("18_西区体育局.csv", include_bytes!("../../../data/demo/18_西区体育局.csv")),
    ("19_西区科技局.csv", include_bytes!("../../../data/demo/19_西区科技局.csv")),
    ("20_南区教育局_2025.txt", include_bytes!("../../../data/demo/20_南区教育局_2025.txt")),
    ("21_南区教育局_2026.txt", include_bytes!("../../../data/demo/21_南区教育局_2026.txt")),
    ("22_南区教育局_灰名单.csv", include_bytes!("../../../data/demo/22_南区教育局_灰名单.csv")),
    ("23_南区文旅体局_2025.csv", include_bytes!("../../../data/demo/23_南区文旅体局_2025.csv")),
    (
        "24_南区文旅体局_2026春.xlsx",
        include_bytes!("../../../data/demo/24_南区文旅体局_2026春.xlsx"),
    ),
    ("25_南区文旅体局_2026秋.csv", include_bytes!("../../../data/demo/25_南区文旅体局_2026秋.csv")),
    ("26_南区科经局.csv", include_bytes!("../../../data/demo/26_南区科经局.csv")),
    ("27_北县教育局_2025.csv", include_bytes!("../../../data/demo/27_北县教育局_2025.csv")),
    ("28_北县教育局_2026.csv", include_bytes!("../../../data/demo/28_北县教育局_2026.csv")),
    ("29_北县教育局_预告.csv", include_bytes!("../../../data/demo/29_北县教育局_预告.csv")),
    ("30_北县文旅局.csv", include_bytes!("../../../data/demo/30_北县文旅局.csv")),
    ("31_北县体育局.csv", include_bytes!("../../../data/demo/31_北县体育局.csv")),
    ("32_北县科技局.csv", include_bytes!("../../../data/demo/32_北县科技局.csv")),
    ("33_市人社局.csv", include_bytes!("../../../data/demo/33_市人社局.csv")),
    (
        "34_市教育局_曝光台_2025.csv",
        include_bytes!("../../../data/demo/34_市教育局_曝光台_2025.csv"),
    ),
    (
        "35_市教育局_曝光台_2026春.csv",
        include_bytes!("../../../data/demo/35_市教育局_曝光台_2026春.csv"),
    ),
    (
        "36_市教育局_曝光台_2026秋.csv",
        include_bytes!("../../../data/demo/36_市教育局_曝光台_2026秋.csv"),
    ),
    ("37_东区体育局_2025春.csv", include_bytes!("../../../data/demo/37_东区体育局_2025春.csv")),
    ("38_东区科技局_2025春.csv", include_bytes!("../../../data/demo/38_东区科技局_2025春.csv")),
    ("39_东区科技局_2025秋.csv", include_bytes!("../../../data/demo/39_东区科技局_2025秋.csv")),
    (
        "40_东区市监局_托管_2025春.csv",
        include_bytes!("../../../data/demo/40_东区市监局_托管_2025春.csv"),
    ),
    (
        "41_东区市监局_托管_2025冬.xls",
        include_bytes!("../../../data/demo/41_东区市监局_托管_2025冬.xls"),
    ),
    ("42_西区文旅局_2026春.csv", include_bytes!("../../../data/demo/42_西区文旅局_2026春.csv")),
    ("43_西区体育局_2025夏.csv", include_bytes!("../../../data/demo/43_西区体育局_2025夏.csv")),
    ("44_西区体育局_2025冬.csv", include_bytes!("../../../data/demo/44_西区体育局_2025冬.csv")),
    ("45_西区科技局_2025夏.csv", include_bytes!("../../../data/demo/45_西区科技局_2025夏.csv")),
    ("46_西区科技局_2025冬.csv", include_bytes!("../../../data/demo/46_西区科技局_2025冬.csv")),
    ("47_南区科经局_2025春.csv", include_bytes!("../../../data/demo/47_南区科经局_2025春.csv")),
    ("48_南区科经局_2025冬.csv", include_bytes!("../../../data/demo/48_南区科经局_2025冬.csv")),
    ("49_北县文旅局_2025春.csv", include_bytes!("../../../data/demo/49_北县文旅局_2025春.csv")),
    ("50_北县文旅局_2025秋.csv", include_bytes!("../../../data/demo/50_北县文旅局_2025秋.csv")),
    ("51_北县体育局_2025春.csv", include_bytes!("../../../data/demo/51_北县体育局_2025春.csv")),
    ("52_北县体育局_2025秋.csv", include_bytes!("../../../data/demo/52_北县体育局_2025秋.csv")),
    ("53_北县科技局_2025春.csv", include_bytes!("../../../data/demo/53_北县科技局_2025春.csv")),
    ("54_北县科技局_2025秋.csv", include_bytes!("../../../data/demo/54_北县科技局_2025秋.csv")),
    ("55_市人社局_2025夏.csv", include_bytes!("../../../data/demo/55_市人社局_2025夏.csv")),
    ("56_市人社局_2025冬.csv", include_bytes!("../../../data/demo/56_市人社局_2025冬.csv")),
];
