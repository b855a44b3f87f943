use yuebao_domain::operation::report::State;
use yuebao_store::verify::verify;

use super::*;
use crate::connections::Limits;
use crate::server::{Config, StartError, start};

const PROGRAM: Output = Output {
    json: true,
    ..Output::FOR_PEOPLE
};

fn args(data: &Path, profile: &str) -> Args {
    Args {
        profile: profile.to_owned(),
        data: data.to_owned(),
        through: Some("2022-05".parse().unwrap()),
    }
}

#[test]
fn the_demo_goes_through_the_same_gates_as_real_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new");
    assert_eq!(
        run(args(&data, "guigang-2021"), PROGRAM).unwrap(),
        ExitCode::SUCCESS
    );

    let conn = engine::existing(&data).unwrap().open_reader().unwrap();
    let profile = profile_file::builtin("guigang-2021").unwrap();
    let through: Month = "2022-05".parse().unwrap();
    let plan = demo::plan(&profile, &[], through, through.last_day()).unwrap();
    assert_eq!(conn.reading().profile().unwrap(), Some(profile));
    assert_eq!(conn.reading().projects().unwrap(), plan.projects);
    for report in &plan.reports {
        let stored = conn
            .reading()
            .report(&report.project, report.month)
            .unwrap()
            .unwrap();
        let verdict = (plan.verdicts.iter())
            .rfind(|verdict| (&verdict.project, verdict.month) == (&report.project, report.month));
        let (state, user, received) = match verdict {
            Some(verdict) if verdict.comment.is_some() => {
                (State::Returned, &verdict.user, verdict.received)
            }
            Some(verdict) => (State::Accepted, &verdict.user, verdict.received),
            None if report.submitted => (State::Submitted, &report.user, report.received),
            None => (State::Draft, &report.user, report.received),
        };
        assert_eq!(
            (stored.state, &stored.values),
            (state.into(), &report.values)
        );
        assert_eq!(&stored.user, user);
        assert!(
            stored
                .received_at
                .as_str()
                .starts_with(&received.to_string()),
            "{stored:?}"
        );
    }
    let clerk = conn.reading().user("clerk1").unwrap().unwrap();
    assert!(crate::accounts::verify_password(
        PASSWORD,
        &clerk.password_hash
    ));
}

#[test]
fn a_demo_of_this_year_is_called_after_this_year() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new");
    let mut args = args(&data, "guangxi-2020");
    args.through = Some("2025-05".parse().unwrap());
    assert_eq!(run(args, PROGRAM).unwrap(), ExitCode::SUCCESS);
    let conn = engine::existing(&data).unwrap().open_reader().unwrap();
    let held = conn.reading().profile().unwrap().unwrap();
    assert_eq!(held.title, "2025年第一批自治区层面统筹推进重大项目");
    assert_eq!((held.first_year, held.last_year), (2025, 2025));
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let refused = run(args(folder.path(), "guigang-2021"), PROGRAM).unwrap_err();
    assert!(refused.to_string().contains("not empty"), "{refused}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Starts a server and stops it, as `yuebao serve` does.
fn serve(data: &Path, profile: Option<Profile>) -> Result<(), StartError> {
    let config = Config {
        data: data.to_owned(),
        listen: "127.0.0.1:0".parse().unwrap(),
        base_path: None,
        metrics: None,
        tls: None,
        profile,
        holidays: Vec::new(),
        origins: Vec::new(),
        assets: None,
        demo: false,
        sign_on: None,
        webhook: None,
        session_days: 1,
        limits: Limits::default(),
        clock: Clock::system(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        start(config).await?.stop().await;
        Ok(())
    })
}

#[test]
fn a_folder_in_which_a_server_only_began_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let [chosen, unchosen] = ["chosen", "unchosen"].map(|name| folder.path().join(name));
    serve(
        &chosen,
        Some(profile_file::builtin("qinzhou-2022").unwrap()),
    )
    .unwrap();
    assert!(matches!(serve(&unchosen, None), Err(StartError::NoProfile)));
    for data in [chosen, unchosen] {
        let filled = run(args(&data, "guigang-2021"), PROGRAM).unwrap();
        assert_eq!(filled, ExitCode::SUCCESS);
        let engine = engine::existing(&data).unwrap();
        let verified = verify(&mut *engine.open_reader().unwrap()).unwrap();
        assert!(verified.faults.is_empty(), "{:?}", verified.faults);
        serve(&data, None).unwrap();
        let refused = run(args(&data, "guigang-2021"), PROGRAM).unwrap_err();
        assert!(refused.to_string().contains("not empty"), "{refused}");
    }
}

#[test]
fn nothing_is_filled_under_a_server_that_is_at_work() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let engine = engine::create(&data).unwrap();
    let lock = engine.lock().unwrap();
    engine.open(Some(&*lock)).unwrap().close();
    let refused = run(args(&data, "guigang-2021"), PROGRAM).unwrap_err();
    assert!(refused.to_string().contains("another server"), "{refused}");
}

#[test]
fn an_unknown_profile_is_refused_with_the_known_ones() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(args(&folder.path().join("new"), "nanning"), PROGRAM).unwrap_err();
    assert!(refused.to_string().contains("qinzhou-2022"), "{refused}");
    assert!(!folder.path().join("new").exists());
}

#[test]
fn reports_end_with_the_month_that_a_form_opens_with_and_never_in_the_future() {
    let now = |text: &str| Now::from(text.parse::<jiff::Timestamp>().unwrap());
    let month = |text: &str| Some(text.parse().unwrap());
    let profile = profile_file::builtin("qinzhou-2022").unwrap();
    for (asked, today, expected) in [
        (None, "2026-01-05T00:00:00Z", "2025-12"),
        (None, "2026-01-29T00:00:00Z", "2026-01"),
        (month("2026-01"), "2026-01-05T00:00:00Z", "2026-01"),
    ] {
        let through = last_month(asked, &profile, now(today)).ok();
        assert_eq!(through, month(expected), "{asked:?} {today}");
    }
    let refused = last_month(month("2026-02"), &profile, now("2026-01-05T00:00:00Z"));
    let refused = refused.unwrap_err();
    assert!(refused.to_string().contains("has not begun"), "{refused}");
}

#[test]
fn what_was_made_is_told_in_words() {
    let profile = profile_file::builtin("qinzhou-2022").unwrap();
    let tables = demo::tables("qinzhou-2022").unwrap();
    let through: Month = "2022-05".parse().unwrap();
    let plan = demo::plan(&profile, &tables, through, through.last_day()).unwrap();
    let cells = demo::cells(&tables, &profile);
    let made = Made {
        profile: &profile,
        plan: &plan,
        through,
        data: Path::new("d"),
        figures: compare(&profile, &cells, &plan.projects, through),
    };
    let text = made.as_text();
    for line in [
        "  by-nature    新开工    annual_plan             172   172  ✓\n",
        "  20/20 与公布数或目标相符 / published figures or targets met\n",
        "2022-03 – 2022-05\n",
        "the password: yuebao-demo\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let fewer = compare(&profile, &cells, &plan.projects[1..], through);
    assert!(fewer.iter().any(|figure| !figure.met));
    let json: serde_json::Value = serde_json::to_value(made.summary()).unwrap();
    assert_eq!(json["projects"], 545);
    assert_eq!(json["figures"][0]["published"], "637");
}
