//! What is typed, proposed and sent on the screen, as data.

use yuebao_domain::device::{Device, Refused, Replica, Subject};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::letters::{Fault as LetterFault, Kind, Standing};
use yuebao_domain::operation::statistics::{Fault, FigureKey};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::profile::publication::Per;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::rights::Role;

use super::figures::model::{Group, Model, Reached, Row, model};
use super::letters::model::{Entry, Stood, fault, grounds, ledger};
use super::{desk, has_statistics};
use crate::fault::PasteFault;
use crate::state::testing::{env, may, state};
use crate::state::{
    Action, Effect, FigureBox, FigurePart, LetterBox, LetterDraft, Notice, OfficeStep, PublishStep,
    State, StatisticsStep,
};

const LINGSHAN: &str = "450721";
const GROWTH: &str = "growth";

fn office() -> State {
    let mut state = state(Role::CityOffice);
    state.device.get_mut().profile = builtin("qinzhou-ten-2022").ok();
    state.update(Action::DismissNotice, &env());
    state
}

fn act(state: &mut State, step: StatisticsStep) -> Vec<Effect> {
    state.update(Action::Office(OfficeStep::Statistics(step)), &env())
}

fn key(statistic: &str, of: &str) -> FigureKey {
    FigureKey {
        statistic: statistic.to_owned(),
        of: of.to_owned(),
    }
}

fn at(month: Month, key: &FigureKey, part: FigurePart) -> FigureBox {
    FigureBox {
        month,
        key: key.clone(),
        part,
    }
}

fn write(state: &mut State, key: &FigureKey, part: FigurePart, text: &str) {
    let at = at(may(), key, part);
    act(state, StatisticsStep::Type(at.clone(), text.to_owned()));
    act(state, StatisticsStep::Leave(at));
}

fn shown(state: &State) -> Model {
    let desk = desk(state, may());
    model(state, may(), &desk).unwrap()
}

fn row<'a>(model: &'a Model, key: &FigureKey) -> &'a Row {
    let mut rows = model.groups.iter().flat_map(|group| &group.rows);
    rows.find(|row| row.key == *key).unwrap()
}

/// What a row's boxes hold, with what is wrong there.
fn told(row: &Row) -> Vec<(&str, Option<&'static str>)> {
    let cells = row.cells.iter();
    cells
        .map(|cell| (cell.text.as_str(), cell.fault.map(|fault| fault.zh)))
        .collect()
}

/// As the button does it.
fn store(state: &mut State) {
    for figure in shown(state).ready {
        act(state, StatisticsStep::Enter(may(), Box::new(figure)));
    }
    act(state, StatisticsStep::Entered);
}

/// Growth of May: 灵山 as given, everybody else 16.
fn growths(state: &mut State, lingshan: &str) {
    let profile = state.device.get().profile_at(may()).unwrap();
    let areas = profile.areas_of(Per::List).into_iter();
    let areas: Vec<String> = areas.map(str::to_owned).collect();
    for of in &areas {
        let key = key(GROWTH, of);
        let value = if of == LINGSHAN { lingshan } else { "16" };
        write(state, &key, FigurePart::Value, value);
        write(state, &key, FigurePart::Source, "市统计局");
    }
    store(state);
}

fn entries(state: &State) -> Vec<Entry> {
    ledger(state, &desk(state, may()))
}

fn written(state: &State) -> Option<LetterDraft> {
    LetterDraft::kept(state.device.get(), may())
}

/// Whether anything is typed of the figures, which is on the device.
fn is_kept(state: &State) -> bool {
    !state
        .device
        .get()
        .typed(&Subject::Statistics(may()))
        .is_empty()
}

/// 提醒函 to 灵山, sent on 1 June, due on 20 June.
fn sent() -> State {
    let mut state = office();
    growths(&mut state, "8.0");
    let begin = StatisticsStep::Begin {
        month: may(),
        of: LINGSHAN.to_owned(),
        kind: Kind::Reminder,
    };
    act(&mut state, begin);
    for (of, text) in [(LetterBox::Number, " 8号 "), (LetterBox::Due, "2022-06-20")] {
        act(
            &mut state,
            StatisticsStep::Write(may(), of, text.to_owned()),
        );
    }
    let letter = written(&state).unwrap().ready().unwrap();
    act(&mut state, StatisticsStep::Send(may(), Box::new(letter)));
    state
}

#[test]
fn every_statistic_of_the_profile_has_its_rows_and_nobody_misses_a_bonus() {
    let state = office();
    let model = shown(&state);
    let told = |group: &Group| (group.title.clone(), group.rows.len(), group.missing.len());
    let groups: Vec<_> = model.groups.iter().map(told).collect();
    let profile = state.device.get().profile_at(may()).unwrap();
    let (areas, measures) = (profile.areas_of(Per::List).len(), profile.measures.len());
    assert!(areas > 3 && measures >= 9);
    assert_eq!(
        groups,
        [
            ("投资增速".to_owned(), areas, areas),
            ("全市指标".to_owned(), measures, measures),
            ("绩效加分".to_owned(), 0, 0),
        ]
    );
    assert_eq!((model.asked, model.entered), (areas + measures, 0));
    let rank = row(&model, &key("fai_growth_rank", ""));
    assert_eq!(rank.asked.as_deref(), Some("目标 ≤ 5，力争 ≤ 3"));
    assert_eq!(model.groups[2].others.len(), state.device.get().units.len());
}

#[test]
fn what_is_typed_is_read_and_what_is_wrong_stands_beside_its_box() {
    let mut state = office();
    let lingshan = key(GROWTH, LINGSHAN);
    write(&mut state, &lingshan, FigurePart::Value, "约9");
    write(&mut state, &lingshan, FigurePart::Rank, "0");
    let said = shown(&state);
    let no_number = Some(Fault::NoNumber.words().zh);
    assert_eq!(told(row(&said, &lingshan))[0], ("约9", no_number));
    assert_eq!((said.typed, said.wrong, said.ready.len()), (1, 1, 0));
    write(&mut state, &lingshan, FigurePart::Value, "９．８0％");
    let said = shown(&state);
    let rank_wrong = Some(Fault::RankWrong.words().zh);
    assert_eq!(
        told(row(&said, &lingshan)),
        [("9.80", None), ("0", rank_wrong), ("", None)]
    );
    write(&mut state, &lingshan, FigurePart::Rank, "3");
    assert_eq!(shown(&state).wrong, 0, "what is missing is not said yet");
    act(&mut state, StatisticsStep::Try);
    let said = shown(&state);
    let no_source = Some(Fault::SourceMissing.words().zh);
    assert_eq!(told(row(&said, &lingshan))[2], ("", no_source));
    write(&mut state, &lingshan, FigurePart::Source, "市统计局");
    assert_eq!(shown(&state).ready.len(), 1);
}

#[test]
fn a_figure_is_stored_offline_and_a_correction_is_marked() {
    let mut state = office();
    let rank = key("fai_growth_rank", "");
    write(&mut state, &rank, FigurePart::Value, "3");
    write(&mut state, &rank, FigurePart::Source, "自治区统计局");
    store(&mut state);
    assert_eq!(state.screen.notice, Some(Notice::Decided));
    let said = shown(&state);
    assert_eq!((said.entered, said.typed), (1, 0));
    let stands = row(&said, &rank).stands.clone().unwrap();
    assert!(stands.waits && !stands.entered.is_corrected);
    assert_eq!(stands.reached, Some(Reached::Striving));
    write(&mut state, &rank, FigurePart::Value, "6");
    assert_eq!(shown(&state).typed, 1);
    assert!(is_kept(&state));
    // typed back to what stands there
    write(&mut state, &rank, FigurePart::Value, "3");
    assert_eq!(shown(&state).typed, 0);
    assert!(!is_kept(&state));
    write(&mut state, &rank, FigurePart::Value, "6");
    store(&mut state);
    let said = shown(&state);
    let stands = row(&said, &rank).stands.clone().unwrap();
    assert!(stands.entered.is_corrected);
    assert_eq!(stands.reached, Some(Reached::Missed));
    act(
        &mut state,
        StatisticsStep::Clear {
            month: may(),
            key: rank.clone(),
            reason: "误录".to_owned(),
        },
    );
    let said = shown(&state);
    assert!(row(&said, &rank).stands.is_none());
    assert_eq!(state.device.get().statistics(may()).log.steps.len(), 3);
}

#[test]
fn the_source_that_was_typed_last_is_proposed_but_not_the_reason_of_a_bonus() {
    let mut state = office();
    let lingshan = key(GROWTH, LINGSHAN);
    write(&mut state, &lingshan, FigurePart::Value, "9");
    write(&mut state, &lingshan, FigurePart::Source, "市统计局快报");
    let rank = key("private_growth_rank", "");
    assert_eq!(
        told(row(&shown(&state), &rank))[1].0,
        "",
        "nothing is typed there"
    );
    write(&mut state, &rank, FigurePart::Value, "4");
    assert_eq!(told(row(&shown(&state), &rank))[1].0, "市统计局快报");
    assert_eq!(shown(&state).ready.len(), 2);
    let bonus = key("bonus", "u1");
    act(&mut state, StatisticsStep::Add(bonus.clone()));
    write(&mut state, &bonus, FigurePart::Value, "2");
    assert_eq!(told(row(&shown(&state), &bonus))[1].0, "");
    write(&mut state, &bonus, FigurePart::Source, "全市表扬");
    write(
        &mut state,
        &key("bond_start_rank", ""),
        FigurePart::Value,
        "2",
    );
    let said = shown(&state);
    let other = told(row(&said, &key("bond_start_rank", "")))[1].0;
    assert_ne!(other, "全市表扬");
}

#[test]
fn a_column_fills_the_boxes_below_one_another_or_none() {
    let mut state = office();
    let model = shown(&state);
    let boxes: Vec<FigureBox> = model.groups[0]
        .rows
        .iter()
        .map(|row| row.cells[0].at.clone())
        .collect();
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    let mut paste = |boxes: &[FigureBox], column: Vec<String>| {
        act(&mut state, StatisticsStep::Paste(boxes.to_vec(), column));
        (state.screen.notice.clone().unwrap(), shown(&state).typed)
    };
    let too_many = PasteFault::TooMany { cells: 3, boxes: 2 };
    assert_eq!(
        paste(&boxes[..2], cells(&["1", "2", "3"])),
        (Notice::NotPasted(too_many), 0)
    );
    let no_number = PasteFault::NotAFigure {
        place: 2,
        text: "合计".to_owned(),
    };
    assert_eq!(
        paste(&boxes, cells(&["1", "合计"])),
        (Notice::NotPasted(no_number), 0)
    );
    assert_eq!(
        paste(&boxes, cells(&["9.8%", "", "１６"])),
        (Notice::PastedFigures(2), 2)
    );
    let said = shown(&state);
    let values = said.groups[0].rows.iter().take(3);
    let values: Vec<&str> = values.map(|row| row.cells[0].text.as_str()).collect();
    assert_eq!(values, ["9.8", "", "16"]);
}

#[test]
fn growth_leads_to_a_letter_with_its_evidence_which_is_sent_and_answered() {
    let mut state = office();
    growths(&mut state, "8.0");
    let proposed = desk(&state, may()).letters.proposed.clone();
    assert_eq!(proposed.len(), 1);
    let all = state.device.get().profile_at(may()).unwrap();
    let all = all.areas_of(Per::List).len();
    let said = format!("增速 8.0%，第 {all} 位（共 {all}），连续提醒 1 次");
    assert_eq!(grounds(&state, &proposed[0]), said);
    let begin = StatisticsStep::Begin {
        month: may(),
        of: LINGSHAN.to_owned(),
        kind: Kind::Reminder,
    };
    act(&mut state, begin);
    act(&mut state, StatisticsStep::TryLetter);
    let draft = written(&state).unwrap();
    assert_eq!(draft.sent, "2022-06-01", "today");
    assert_eq!(fault(&state, &draft)[0].0, LetterBox::Due);
    act(
        &mut state,
        StatisticsStep::Write(may(), LetterBox::Due, "2022-06-20".to_owned()),
    );
    let draft = written(&state).unwrap();
    assert!(
        draft.letter.text.contains("请于6月20日前"),
        "{}",
        draft.letter.text
    );
    let number = (LetterBox::Number, LetterFault::NumberMissing.words());
    assert_eq!(fault(&state, &draft), [number]);

    let mut state = sent();
    assert!(written(&state).is_none());
    assert!(desk(&state, may()).letters.proposed.is_empty());
    let [entry] = entries(&state).try_into().unwrap();
    assert_eq!(entry.sent.letter.number, "8号");
    assert_eq!(entry.standing, Some(Standing::Waiting(19)));
    let stood = Stood::of(&entry.sent.letter, may());
    assert_eq!(stood.list().len(), all);
    assert_eq!(stood.list().last().unwrap().1, LINGSHAN);
    let answer = StatisticsStep::Answer {
        of: (may(), entry.sent.id.clone()),
        day: parse_day("2022-06-22").unwrap(),
        remark: "已报送".to_owned(),
    };
    act(&mut state, answer);
    assert_eq!(entries(&state)[0].standing, Some(Standing::Answered(2)));
    let void = StatisticsStep::Void {
        of: (may(), entry.sent.id),
        reason: "发错".to_owned(),
    };
    act(&mut state, void);
    assert_eq!(entries(&state)[0].standing, Some(Standing::Void));
}

#[test]
fn a_correction_flags_the_letter_and_says_what_is_another_figure() {
    let mut state = sent();
    assert_eq!(entries(&state)[0].outdated, None);
    write(&mut state, &key(GROWTH, LINGSHAN), FigurePart::Value, "11");
    store(&mut state);
    let (changes, now) = entries(&state).remove(0).outdated.unwrap();
    assert_eq!(now, None);
    let [change] = changes.try_into().unwrap();
    assert_eq!((change.month, change.who.as_str()), (may(), LINGSHAN));
}

#[test]
fn a_letter_by_hand_needs_a_reason_and_is_drafted_from_it_until_somebody_writes_the_text() {
    let mut state = office();
    act(&mut state, StatisticsStep::ByHand(may()));
    let mut put = |of: LetterBox, text: &str| {
        act(
            &mut state,
            StatisticsStep::Write(may(), of, text.to_owned()),
        );
        written(&state).unwrap()
    };
    put(LetterBox::Number, "9号");
    put(LetterBox::Who, "u2");
    let draft = put(LetterBox::Due, "2022-06-20");
    let gaps: Vec<LetterBox> = draft.gaps().collect();
    assert_eq!(gaps, [LetterBox::Reason]);
    let draft = put(LetterBox::Reason, "停工项目较多");
    let text = "柳北区工信局：停工项目较多。请于6月20日前书面报送措施。";
    assert_eq!(draft.letter.text, text);
    put(LetterBox::Text, "请来函说明。");
    let draft = put(LetterBox::Reason, "停工项目多");
    assert_eq!(draft.letter.text, "请来函说明。");
    let letter = draft.ready().unwrap();
    assert_eq!(state.device.get().letter_fault(may(), &letter), None);
    act(&mut state, StatisticsStep::Send(may(), Box::new(letter)));
    assert_eq!(entries(&state)[0].sent.letter.of, "u2");
}

#[test]
fn who_does_not_see_every_project_has_the_screen_once_there_is_a_letter() {
    for (role, has) in [
        (Role::Clerk, false),
        (Role::CountyCoordinator, false),
        (Role::CityOffice, true),
        (Role::Supervisor, true),
    ] {
        let mut state = state(role);
        assert_eq!(has_statistics(&state), has, "{role:?}");
        let letters = &mut state.device.get_mut().letters;
        letters.insert(may(), Replica::default());
        assert!(has_statistics(&state), "{role:?}");
    }
}

#[test]
fn what_was_not_taken_is_counted_until_it_is_read() {
    let mut state = office();
    let refused = Replica {
        refused: Some(Refused {
            findings: Vec::new(),
            refusal: Some(Refusal::StatisticsChanged),
            detail: None,
        }),
        ..Replica::default()
    };
    let device = state.device.get_mut();
    device.statistics.insert(may(), refused.clone());
    device.letters.insert(may(), refused);
    assert_eq!(state.device.to_look_at(), 2);
    act(&mut state, StatisticsStep::ReadFigures(may()));
    act(&mut state, StatisticsStep::ReadLetters(may()));
    assert_eq!(state.device.to_look_at(), 0);
}

#[test]
fn a_letter_is_drawn_as_paper_until_it_is_with_the_printer() {
    let mut state = sent();
    let id = entries(&state)[0].sent.id.clone();
    let printed = act(&mut state, StatisticsStep::Print(may(), id));
    assert_eq!(printed, [Effect::PrintDrawn]);
    assert!(super::paper::view(&state, &desk(&state, may())).is_some());
    let done = OfficeStep::Publish(PublishStep::Printed);
    state.update(Action::Office(done), &env());
    assert!(super::paper::view(&state, &desk(&state, may())).is_none());
}

#[test]
fn what_is_typed_outlives_the_page_and_is_gone_once_it_is_decided() {
    let mut state = office();
    growths(&mut state, "8.0");
    let rank = key("fai_growth_rank", "");
    let typed = StatisticsStep::Type(at(may(), &rank, FigurePart::Value), "3".to_owned());
    let effects = act(&mut state, typed);
    assert!(matches!(effects[..], [Effect::Store { .. }]), "{effects:?}");
    act(&mut state, StatisticsStep::ByHand(may()));
    let write = |of, text: &str| StatisticsStep::Write(may(), of, text.to_owned());
    act(&mut state, write(LetterBox::Due, "2022-06-20"));
    act(&mut state, write(LetterBox::Reason, "停工项目较多"));
    assert!(state.device.get().has_unsent());

    let rows = state.device.get().rows();
    let rows = rows
        .iter()
        .filter_map(|row| Some((row.key.as_str(), row.value.as_deref()?)));
    let (device, aside) = Device::load(rows);
    assert!(aside.is_empty());
    let before = written(&state);
    let mut again = office();
    again.device = device.into();
    assert_eq!(told(row(&shown(&again), &rank))[0].0, "3");
    assert_eq!(written(&again), before);
    act(&mut again, StatisticsStep::Drop(may()));
    act(&mut again, StatisticsStep::Discard(may()));
    assert!(written(&again).is_none() && !is_kept(&again));
}
