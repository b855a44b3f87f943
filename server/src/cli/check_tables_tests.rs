use yuebao_domain::profile_file::{BUILTIN, builtin};

use super::*;

fn documents(text: &str) -> Vec<Document> {
    read_documents(text).unwrap()
}

const SMALL: &str = r#"[{"profile": "example", "source": "示例〔2022〕1号", "unit": "亿元", "tables": [
  {"id": "by-nature",
   "stated": {"label": "全市", "count": 3, "annual_plan": "92.54", "total_investment": 6045, "面积": "7.0"},
   "rows": [{"label": "新开工", "count": 1, "annual_plan": "5.5", "面积": 3.5},
            {"label": "续建", "count": "2", "annual_plan": 87.03, "面积": "4.1"}]},
  {"id": "reserve", "stated": null, "rows": [{"label": "交通", "count": 8}]}]}]"#;

#[test]
fn text_is_aligned_and_summed_up() {
    let documents = documents(SMALL);
    assert_eq!(
        as_text(&documents, &check(&documents)),
        "example · 示例〔2022〕1号 · 亿元
  table      measure             sum  stated  difference  verdict
  by-nature  annual_plan       92.53   92.54       -0.01  rounding (尾差)
  by-nature  count                 3       3           0  exact
  by-nature  total_investment      —    6045           —  not-evaluated
  by-nature  面积                7.6     7.0        +0.6  error (不符)
  reserve    count                 8       —           —  not-evaluated

2 tables, 5 measures: 1 exact, 1 rounding, 1 error, 2 not-evaluated
"
    );
}

#[test]
fn json_is_one_object_a_line_with_exact_figures_as_texts() {
    let documents = documents(SMALL);
    let json = as_json(&check(&documents)).unwrap();
    let lines: Vec<&str> = json.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"profile":"example","table":"by-nature","measure":"annual_plan","sum":"92.53","stated":"92.54","difference":"-0.01","verdict":"rounding"}"#
    );
    assert_eq!(
        lines[2],
        r#"{"profile":"example","table":"by-nature","measure":"total_investment","sum":null,"stated":"6045","difference":null,"verdict":"not-evaluated"}"#
    );
    assert!(lines[3].ends_with(r#""difference":"0.6","verdict":"error"}"#));
    assert_eq!(lines.len(), 5);
}

#[test]
fn a_document_without_tables_says_so() {
    let documents = documents(r#"{"profile": "targets-only"}"#);
    assert_eq!(
        as_text(&documents, &check(&documents)),
        "targets-only\n  no tables (没有表)\n\n\
         0 tables, 0 measures: 0 exact, 0 rounding, 0 error, 0 not-evaluated\n"
    );
}

#[test]
fn the_published_tables_have_six_roundings_and_no_error() {
    let profiles: Vec<_> = BUILTIN.iter().map(|(id, _)| builtin(id).unwrap()).collect();
    let documents: Vec<Document> = (profiles.into_iter())
        .map(|profile| Document {
            profile: profile.id,
            source: profile.source,
            unit: "亿元".to_owned(),
            tables: profile.published,
        })
        .collect();
    let checked = check(&documents);
    let with = |verdict| {
        checked
            .iter()
            .filter(|c| c.check.verdict == verdict)
            .count()
    };
    assert_eq!(with(Verdict::Error), 0);
    let roundings: Vec<(&str, &str, &str)> = (checked.iter())
        .filter(|c| c.check.verdict == Verdict::Rounding)
        .map(|c| (&*c.document.profile, c.table, &*c.check.measure))
        .collect();
    assert_eq!(roundings.len(), 6, "{roundings:?}");
    let of = |profile: &str| {
        roundings
            .iter()
            .filter(|r| r.0.starts_with(profile))
            .count()
    };
    assert_eq!((of("liuzhou"), of("guangxi")), (4, 2));
}

fn file(content: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    file
}

fn complaint(content: &[u8]) -> String {
    let file = file(content);
    let complaint = read(file.path()).unwrap_err();
    assert!(
        complaint.starts_with(&file.path().display().to_string()),
        "{complaint}"
    );
    complaint
}

#[test]
fn a_wrong_file_is_explained_by_line() {
    for (content, parts) in [
        (&b""[..], &["empty", "空"][..]),
        (b"PK\x03\x04", &["xlsx", "JSON"]),
        (b"{\n \"profile\": \"x\",\n \"tables\": oops }", &["line 3", "第 3 行"]),
        (b"\xEF\xBB\xBF[{\"profile\": 1}]", &["line 1"]),
        ("性质,个数\n新开工,238\n".as_bytes(), &["line 1", "CSV"]),
        (
            b"{\"profile\":\"p\",\"tables\":[{\"id\":\"t\",\n\"rows\":[{\"label\":\"r\",\"x\":\"637\xE4\xBA\xBF\xE5\x85\x83\"}]}]}",
            &["line 2", "“637亿元” carries a unit", "带有单位"],
        ),
    ] {
        let told = complaint(content);
        for part in parts {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    let file = file(format!("\u{feff}{SMALL}").as_bytes());
    assert_eq!(read(file.path()).unwrap(), documents(SMALL));
}

#[test]
fn the_exit_status_tells_errors_from_unreadable_files() {
    let status = |content: &str| {
        let file = file(content.as_bytes());
        let args = Args {
            file: file.path().to_owned(),
        };
        let output = Output {
            json: true,
            ..Output::FOR_PEOPLE
        };
        run(args, output).unwrap()
    };
    assert_eq!(status(SMALL), ExitCode::from(1));
    assert_eq!(
        status(&SMALL.replace(r#""7.0""#, r#""7.6""#)),
        ExitCode::SUCCESS
    );
    assert_eq!(status("nothing"), ExitCode::from(2));
}
