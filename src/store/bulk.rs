//! Many rows a statement: the difference between minutes and seconds for a national list.

use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe};

use super::StoreError;

/// Bound parameters a statement. SQLite finds `$n` by name, one after the other, so the cost of a
/// statement grows with the square of their number: measured at 16,000 a list took six minutes.
const MOST_PARAMETERS: usize = 250;

/// Inserts `rows` with `head` (`INSERT INTO t (a, b)`), `columns` values each, bound by `bind` in order.
pub(super) async fn insert<T>(
    connection: &mut AnyConnection,
    head: &'static str,
    columns: usize,
    rows: &[T],
    bind: impl for<'q> Fn(Query<'q, Any, AnyArguments>, &T) -> Query<'q, Any, AnyArguments>,
) -> Result<(), StoreError> {
    for chunk in rows.chunks((MOST_PARAMETERS / columns).max(1)) {
        let text = format!("{head} VALUES {}", tuples(chunk.len(), columns));
        // Only numbered placeholders are added to a constant text.
        let mut query = sqlx::query(AssertSqlSafe(text));
        for row in chunk {
            query = bind(query, row);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// `$1, $2, …, $n`, for an `IN (…)`.
pub(super) fn placeholders(n: usize) -> String {
    (1..=n).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ")
}

/// How many values one `IN (…)` is asked at a time.
pub(super) const CHUNK: usize = 900;

fn tuples(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 7);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            if column > 1 {
                text.push(',');
            }
            text.push('$');
            text.push_str(&(row * columns + column).to_string());
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_count_through_all_rows() {
        assert_eq!(tuples(2, 3), "($1,$2,$3), ($4,$5,$6)");
        assert_eq!(placeholders(3), "$1, $2, $3");
    }
}
