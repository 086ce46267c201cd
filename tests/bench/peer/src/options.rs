//! `--name value` on the command line.
use std::error::Error;
use std::str::FromStr;

/// # Errors
/// The option stands last, or its value does not parse.
pub fn option<T>(name: &str) -> Result<Option<T>, Box<dyn Error>>
where
    T: FromStr<Err: Error + 'static>,
{
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    if arguments.next().is_none() {
        return Ok(None);
    }
    let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
    Ok(Some(value.parse()?))
}

/// # Errors
/// As [`option`]; also when it was left out.
pub fn required<T>(name: &str) -> Result<T, Box<dyn Error>>
where
    T: FromStr<Err: Error + 'static>,
{
    option(name)?.ok_or_else(|| format!("{name} is missing").into())
}
