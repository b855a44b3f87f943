//! Lets somebody in who brings a token for the first time, and enters the login.

use yuebao_domain::accounts::is_plain_name;
use yuebao_domain::rights::Me;
use yuebao_store::audit::{self, What};
use yuebao_store::sessions::{PortalLogin, Texts, TokenHash};
use yuebao_store::users::{self, Owner};
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use crate::accounts::{look_alike, retell};
use crate::clock::Now;
use crate::error::AppError;
use crate::sign_on::account::{Candidates, Plan, plan};
use crate::sign_on::person::Person;
use crate::sign_on::settings::Policy;
use crate::sign_on::token::{Kind, Signed, verify};
use crate::sign_on::{Refusal, SignOn};
use crate::state::AppState;

/// Who it is, and by which the login is known.
type Admitted = (Me, [u8; 32]);

/// The person behind a token that was never seen before, or not in this spelling.
pub async fn admit(
    sign_on: &SignOn,
    text: &str,
    token: TokenHash,
    state: &AppState,
) -> Result<Admitted, AppError> {
    let now = state.clock.now();
    let seen = (state.readers).read(move |tx| seen(tx, &token, Texts::This, now));
    if let Some(seen) = seen.await? {
        return Ok(seen?);
    }
    let signed = verify(sign_on, text, Kind::Bearer, now).await?;
    let person = Person::of(&signed, &sign_on.settings)?;
    let policy = sign_on.settings.accounts;
    let entered = state
        .writer
        .write(move |tx| enter(tx, &person, &signed, policy, &token, now))
        .await?;
    Ok(entered?)
}

/// What became of a token that is known already: it ended, or it came twice at once and was let in
/// a moment ago, or the same was let in with another text of its signature.
fn seen(
    tx: &dyn ReadTransaction,
    token: &TokenHash,
    texts: Texts,
    now: Now,
) -> Result<Option<Result<Admitted, Refusal>>, Error> {
    if !tx.is_known_token(token, texts)? {
        return Ok(None);
    }
    let found = tx.session(token, texts, now.seconds())?;
    Ok(Some(found.ok_or(Refusal::Ended)))
}

/// Looks at everything once more, in the transaction that lets the person in.
fn enter(
    tx: &dyn WriteTransaction,
    person: &Person,
    signed: &Signed,
    policy: Policy,
    token: &TokenHash,
    now: Now,
) -> Result<Result<Admitted, Refusal>, Error> {
    if let Some(seen) = seen(tx, token, Texts::Any, now)? {
        return Ok(seen);
    }
    let plan = match foresee(tx, person, signed, policy)? {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let user = carry_out(tx, &plan, person, now)?;
    let login = PortalLogin {
        token,
        user: &user,
        subject: &person.subject,
        session: session(signed),
        issued_at: signed.issued_at,
        ends_at: signed.ends_at,
    };
    if tx.add_portal_session(&login, now.seconds())? {
        let detail = (&person.issuer, &person.subject, login.session);
        audit::append(tx, &now.rfc3339(), What::SignedOn, &user, &detail)?;
    }
    let account = tx.user(&user)?;
    Ok(account
        .map(|account| (account.me, token.key))
        .ok_or(Refusal::Ended))
}

/// What a token would do now; writes nothing.
pub fn foresee(
    tx: &dyn ReadTransaction,
    person: &Person,
    signed: &Signed,
    policy: Policy,
) -> Result<Result<Plan, Refusal>, Error> {
    let candidates = Candidates {
        by_subject: tx.user_of_portal(&person.issuer, &person.subject)?,
        by_name: tx.user(&person.user)?,
    };
    let plan = match plan(person, candidates, policy) {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if matches!(plan, Plan::Add { .. })
        && (!is_plain_name(&person.user) || look_alike(tx, &person.user)?.is_some())
    {
        return Ok(Err(Refusal::BadName(person.user.clone())));
    }
    let user = match &plan {
        Plan::Add { .. } => &person.user,
        Plan::Enter { user } | Plan::Update { user, .. } => user,
    };
    let ended = tx.sign_out_reaches(user, &person.subject, session(signed), signed.issued_at)?;
    let unit = match &plan {
        Plan::Add { unit, .. } => Some(unit),
        Plan::Update { rights, .. } => rights.as_ref().map(|(_, unit)| unit),
        Plan::Enter { .. } => None,
    };
    let unknown = match unit {
        Some(unit) => tx.unit(unit)?.is_none().then_some(unit),
        None => None,
    };
    Ok(match (ended, unknown) {
        (true, _) => Err(Refusal::Ended),
        (false, Some(unit)) => Err(Refusal::NoUnit(unit.clone())),
        (false, None) => Ok(plan),
    })
}

fn carry_out(
    tx: &dyn WriteTransaction,
    plan: &Plan,
    person: &Person,
    now: Now,
) -> Result<String, Error> {
    let at = now.rfc3339();
    let owner = Owner {
        issuer: person.issuer.clone(),
        subject: person.subject.clone(),
        told_at: person.told_at,
    };
    match plan {
        Plan::Enter { user } => Ok(user.clone()),
        Plan::Add { role, unit } => {
            let user = users::NewUser {
                name: &person.user,
                shown: person.name.as_deref().unwrap_or(&person.user),
                role: *role,
                unit,
                password_hash: users::NO_PASSWORD,
                created_at: &at,
            };
            tx.add_user(&user)?;
            retell(tx, &[*role])?;
            link(tx, &person.user, &owner, &at)?;
            Ok(person.user.clone())
        }
        Plan::Update {
            user,
            link: is_new,
            rights,
            name,
        } => {
            if *is_new {
                link(tx, user, &owner, &at)?;
            } else {
                tx.set_owner(user, &owner)?;
            }
            if let Some((role, unit)) = rights {
                let before = tx.user(user)?.map_or(*role, |account| account.me.role);
                tx.set_role(user, *role, unit)?;
                retell(tx, &[before, *role])?;
                audit::append(tx, &at, What::AccountChanged, user, &(role, unit))?;
            }
            if let Some(name) = name {
                tx.set_shown(user, name)?;
                audit::append(tx, &at, What::AccountRenamed, user, name)?;
            }
            Ok(user.clone())
        }
    }
}

fn link(tx: &dyn WriteTransaction, user: &str, owner: &Owner, at: &str) -> Result<(), Error> {
    tx.set_owner(user, owner)?;
    let detail = (&owner.issuer, &owner.subject);
    audit::append(tx, at, What::AccountLinked, user, &detail)
}

/// The session at the portal that a token belongs to (`sid`).
pub(super) fn session(signed: &Signed) -> Option<&str> {
    signed.claims.get("sid").and_then(serde_json::Value::as_str)
}
