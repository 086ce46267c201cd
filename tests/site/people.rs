//! Accounts, sessions, settings, tokens and the trail, on each database.

use jiff::{SignedDuration, Timestamp};
use mingce::domain::account::{
    LockOut, Login, PasswordKind, Reach, Role, SecondStep, Stage, Standing,
};
use mingce::domain::audit::{Action, NewEntry};
use mingce::domain::password::CodeSecret;
use mingce::domain::regulator::{AbsenceRule, Regulator, RegulatorCode};
use mingce::domain::setting::BureauSetting;
use mingce::domain::token::{Scope, TokenState};
use mingce::store::Store;
use mingce::store::accounts::{Added, Change, NewAccount, Sessions};
use mingce::store::audit::Wanted;
use mingce::store::sessions::NewSession;
use mingce::store::tokens::NewToken;

use crate::support::databases::{postgres, sqlite};
use crate::support::listings::EDU;

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
}

fn code() -> RegulatorCode {
    RegulatorCode::parse(EDU).unwrap()
}

fn entry(action: Action) -> NewEntry {
    NewEntry::by_command("tester", at(0), action).of_regulator(Some(code()))
}

#[tokio::test]
async fn people_on_sqlite() {
    let database = sqlite();
    story(&Store::open(&database.url).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_on_postgres() {
    let database = tokio::task::spawn_blocking(postgres).await.unwrap();
    story(&Store::open(&database.url).await.unwrap()).await;
}

async fn story(store: &Store) {
    let regulator = Regulator {
        code: code(),
        name: "示例局".into(),
        aliases: Vec::new(),
        phone: None,
        mailbox: None,
        absence: AbsenceRule::Unknown,
    };
    store.put_regulators(vec![regulator], &[entry(Action::RegulatorAdded)]).await.unwrap();
    let new = NewAccount {
        login: Login::parse("wang.li").unwrap(),
        display: "示例王丽".into(),
        role: Role::Submitter,
        regulator: Some(code()),
        password_hash: "hash".into(),
        password: PasswordKind::OneTime,
        at: at(0),
        by: "tester".into(),
    };
    let Added::Yes(no) = store.add_account(&new, &entry(Action::AccountAdded)).await.unwrap()
    else {
        panic!("nobody has this login yet")
    };
    let again = store.add_account(&new, &entry(Action::AccountAdded)).await.unwrap();
    assert_eq!(again, Added::LoginTaken);
    tries_are_counted(store, &new).await;
    sessions_begin_and_end(store, &new).await;

    store.begin_second_step(no, &CodeSecret([7; 20]), at(1)).await.unwrap();
    let on = Change::SecondStepOn { step: 9 };
    store.change_account(no, &on, Sessions::All, &entry(Action::SecondStepOn)).await.unwrap();
    assert_eq!(store.account(no).await.unwrap().unwrap().second_step, SecondStep::On);
    assert!(!store.use_code(no, 9).await.unwrap());
    assert!(store.use_code(no, 10).await.unwrap());
    // A secret in use is not overwritten by one that is begun.
    store.begin_second_step(no, &CodeSecret([8; 20]), at(1)).await.unwrap();
    let (_, secrets) = store.account_by_login(&new.login).await.unwrap().unwrap();
    assert_eq!(secrets.code, Some(CodeSecret([7; 20])));

    settings_and_tokens(store).await;
    let check = store.check_trail().await.unwrap();
    assert_eq!((check.sound, check.broken), (7, None), "the second of that login left none");
    let wanted = Wanted {
        reach: Reach::Only(code()),
        login: "tester".into(),
        action: "token_created".into(),
        from: Some(at(0)),
        until: Some(at(1)),
    };
    let found = store.trail(&wanted, i64::MAX, 10).await.unwrap();
    assert_eq!(found.len(), 1);
}

async fn tries_are_counted(store: &Store, of: &NewAccount) {
    let (account, _) = store.account_by_login(&of.login).await.unwrap().unwrap();
    let rule = LockOut { after_failures: 2, lasts: SignedDuration::from_mins(15) };
    store.count_stranger().await.unwrap();
    // At the same moment: two of them count, the rest find it locked.
    let tries: Vec<_> = (0..6)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.count_try(account.no, rule, at(0)).await })
        })
        .collect();
    let mut counted = 0;
    for one in tries {
        counted += usize::from(one.await.unwrap().unwrap().is_some());
    }
    assert_eq!(counted, 2);
    store.forget_tries(account.no).await.unwrap();
    let account = store.account(account.no).await.unwrap().unwrap();
    assert_eq!(account.standing, Standing::default());
}

async fn sessions_begin_and_end(store: &Store, of: &NewAccount) {
    let (account, _) = store.account_by_login(&of.login).await.unwrap().unwrap();
    let new = NewSession {
        account: account.no,
        stage: Stage::Open,
        network: "203.0.113.*".into(),
        agent: "Chrome".into(),
        at: at(0),
    };
    let token = store.open_session(&new, Some(&entry(Action::SignedIn))).await.unwrap();
    let signed = store.session(&token).await.unwrap().unwrap();
    assert_eq!(signed.account, account);
    assert_eq!(signed.regulator_name.as_deref(), Some("示例局"));
    assert!(store.session("another").await.unwrap().is_none());
    let key = &signed.session.key;
    assert_ne!(*key, token, "the store holds what the browser does not");
    store.touch_session(key, at(3)).await.unwrap();
    store.put_notice(key, Some("good:好")).await.unwrap();
    let session = &store.sessions_of(account.no).await.unwrap()[0];
    assert_eq!((session.times.seen_at, session.notice.as_deref()), (at(3), Some("good:好")));
    store.end_session(key, at(4), None).await.unwrap();
    assert!(store.sessions_of(account.no).await.unwrap().is_empty());
    // A month later, the row goes.
    let later = NewSession { at: at(60 * 24 * 31), ..new };
    store.open_session(&later, None).await.unwrap();
    assert!(store.session(&token).await.unwrap().is_none());
}

async fn settings_and_tokens(store: &Store) {
    let setting = BureauSetting::TotpRequired;
    let changed = entry(Action::SettingChanged);
    store.put_bureau_setting(Some(code()), setting, true, &changed).await.unwrap();
    assert!(store.bureau_settings(Some(code())).await.unwrap().totp_required);
    assert!(!store.bureau_settings(None).await.unwrap().totp_required);
    assert_eq!(store.decided_settings().await.unwrap().len(), 1);
    let new = NewToken {
        regulator: code(),
        name: "示例系统".into(),
        scope: Scope::Publish,
        by: "tester".into(),
        at: at(0),
        expires_at: at(10),
    };
    let token = store.add_api_token(&new, &entry(Action::TokenCreated)).await.unwrap();
    let known = store.api_token(&token).await.unwrap().unwrap();
    store.touch_api_token(known.no, at(2)).await.unwrap();
    store.revoke_api_token(known.no, &entry(Action::TokenRevoked)).await.unwrap();
    let known = &store.api_tokens().await.unwrap()[0];
    assert_eq!((known.last_used_at, known.state(at(1))), (Some(at(2)), TokenState::Revoked));
}
