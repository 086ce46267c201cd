//! A list as the register imports it, plain or gzipped.
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Read};

use flate2::read::MultiGzDecoder;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Row {
    #[serde(rename = "机构名称")]
    pub name: String,
    #[serde(rename = "统一社会信用代码")]
    pub uscc: String,
    #[serde(rename = "办学许可证号")]
    pub permit: String,
    #[serde(rename = "名单类型")]
    pub list: String,
    #[serde(rename = "省")]
    pub province: String,
    #[serde(rename = "市")]
    pub city: String,
    #[serde(rename = "区县")]
    pub district: String,
    #[serde(rename = "行政区划代码")]
    pub region_code: String,
    #[serde(rename = "乡镇街道")]
    pub town: String,
    #[serde(rename = "地址")]
    pub address: String,
}

/// # Errors
/// The file is missing; while reading, a row that is no CSV or lacks a column.
pub fn rows(path: &str) -> Result<impl Iterator<Item = csv::Result<Row>>, Box<dyn Error>> {
    let file = BufReader::new(File::open(path)?);
    let plain: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(csv::Reader::from_reader(plain).into_deserialize())
}
