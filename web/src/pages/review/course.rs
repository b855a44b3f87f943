//! 审批进度: the course of one report as a line of steps, with names and times.

use yew::prelude::*;
use yuebao_domain::device::{Device, ReportKey};
use yuebao_domain::operation::report::{CommandKind, State as Stand};
use yuebao_domain::operation::{CourseStep, Held};
use yuebao_domain::profile::ReviewChain;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::text::review as text;

/// One step of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) role: Role,
    pub(crate) stage: Stage,
}

/// How far a step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Handed in, or passed.
    Done(Done),
    /// Nobody fills it.
    Skipped,
    /// It is there now.
    Waits,
    /// It comes there later.
    Later,
}

/// Who did it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) by: String,
    /// RFC 3339, server time.
    pub(crate) at: String,
    /// 代报.
    pub(crate) on_behalf: bool,
}

/// The line of a report, and the return that it stands after; `None` if nothing was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Course {
    pub(crate) marks: Vec<Mark>,
    pub(crate) returned: Option<CourseStep>,
}

/// The model.
pub(crate) fn model(device: &Device, key: &ReportKey) -> Option<Course> {
    let server = device.reports.get(key)?.server.as_ref()?;
    let chain = device.chain(key);
    let course = server.course.as_ref()?;
    let mut line = Line::of(chain);
    if !course.by.is_empty() {
        line.set(0, done(&course.by, course.at.as_str(), course.on_behalf));
    }
    let mut returned = None;
    for step in &course.steps {
        match step.kind {
            CommandKind::Accept => {
                line.pass(chain, step);
                returned = None;
            }
            CommandKind::Return => {
                let to = step.to.and_then(|to| chain.step_of(to)).unwrap_or(0);
                line.reopen(to);
                returned = Some(step.clone());
            }
            _ => {}
        }
    }
    line.wait(server, &course.vacant);
    Some(Course {
        marks: line.0,
        returned,
    })
}

struct Line(Vec<Mark>);

impl Line {
    fn of(chain: ReviewChain<'_>) -> Self {
        let roles = chain.0.iter();
        Self(
            roles
                .map(|role| Mark {
                    role: *role,
                    stage: Stage::Later,
                })
                .collect(),
        )
    }

    fn set(&mut self, step: u8, stage: Stage) {
        if let Some(mark) = self.0.get_mut(usize::from(step)) {
            mark.stage = stage;
        }
    }

    fn pass(&mut self, chain: ReviewChain<'_>, step: &CourseStep) {
        for role in &step.skipped {
            if let Some(skipped) = chain.step_of(*role) {
                self.set(skipped, Stage::Skipped);
            }
        }
        // Before there were chains an acceptance was the last step.
        let own = step.role.and_then(|role| chain.step_of(role));
        let own = own.unwrap_or_else(|| chain.last());
        self.set(own, done(&step.by, step.at.as_str(), false));
    }

    fn reopen(&mut self, from: u8) {
        for mark in self.0.iter_mut().skip(usize::from(from)) {
            mark.stage = Stage::Later;
        }
    }

    /// The first step that is not done is where it is now.
    fn wait(&mut self, server: &Held, vacant: &[Role]) {
        let is_over = matches!(server.report_state(), Some(Stand::Accepted | Stand::Void));
        let mut later = self.0.iter_mut().filter(|mark| mark.stage == Stage::Later);
        let next = later.find(|mark| !vacant.contains(&mark.role));
        if let Some(mark) = next.filter(|_| !is_over) {
            mark.stage = Stage::Waits;
        }
    }
}

fn done(by: &str, at: &str, on_behalf: bool) -> Stage {
    Stage::Done(Done {
        by: by.to_owned(),
        at: at.to_owned(),
        on_behalf,
    })
}

/// The line, and under it what it was returned with.
pub(crate) fn view(course: &Course, lang: Lang) -> Html {
    // What went back to who fills it stands on the form already.
    let is_with_clerk = course
        .marks
        .first()
        .is_some_and(|it| it.stage == Stage::Waits);
    let back = course.returned.as_ref().filter(|_| !is_with_clerk);
    let back = back.map(|step| {
        let at = when::show(step.at.as_str(), lang);
        html! {
            <p class="yb-course__back">
                { Icon::Left.view() }{ text::returned_by(&step.by, &at, step.to, lang) }
                if let Some(comment) = &step.comment { <q>{ comment }</q> }
            </p>
        }
    });
    html! {
        <div class="yb-course">
            <ol class="yb-course__line" aria-label={text::COURSE.get(lang)}>
                { for course.marks.iter().map(|it| mark(it, lang)) }
            </ol>
            { back }
        </div>
    }
}

fn mark(mark: &Mark, lang: Lang) -> Html {
    let (icon, tone, words) = match &mark.stage {
        Stage::Done(done) => {
            let at = when::show(&done.at, lang);
            (
                Icon::Check,
                "good",
                text::course_done(&done.by, &at, done.on_behalf, lang),
            )
        }
        Stage::Skipped => (Icon::Right, "", text::COURSE_SKIPPED.get(lang).to_owned()),
        Stage::Waits => (Icon::Sync, "info", text::COURSE_WAITS.get(lang).to_owned()),
        Stage::Later => (Icon::Circle, "", text::COURSE_LATER.get(lang).to_owned()),
    };
    let current = (mark.stage == Stage::Waits).then_some("step");
    html! {
        <li class={classes!("yb-course__step", format!("yb-course__step--{tone}"))} aria-current={current}>
            { icon.view() }
            <strong>{ mark.role.label().get(lang) }</strong>
            <span class="yb-muted">{ words }</span>
        </li>
    }
}
