//! Why an operation is refused, in words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rights::Role;
use crate::text::{Words, words};

/// Why an operation is refused, other than by a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A draft arrived for a report that has been handed in meanwhile.
    AlreadySubmitted,
    /// The conflict is settled already, or never existed.
    ConflictGone,
    /// Values outside the conflict's boxes.
    OutsideConflict,
    /// Nothing to declare void, or no reason given.
    CannotVoid,
    /// The operation that this one builds on was refused.
    PreviousRefused,
    /// The operation that this one builds on has not arrived.
    PreviousMissing,
    /// The project is not in the plan, or not the user's to report.
    NotYours,
    /// The revision it was made against is unknown: the server was restored from a backup.
    UnknownBase,
    /// The form version is too old or too new for this server.
    FormVersion,
    /// The same identifier was used before with other content or by another user.
    IdReused,
    /// The month lies in the future.
    MonthNotOpen,
    /// The operation could not be read.
    Malformed,
    /// A review, or a declaration, of a revision that is no longer the newest.
    Overtaken,
    /// A review of a report that is not handed in, or has been reviewed.
    NotForReview,
    /// An acceptance while the same box has two values.
    ConflictsOpen,
    /// Sent back without a comment.
    CommentMissing,
    /// A comment that is longer than any text may be.
    CommentTooLong,
    /// Changes of boxes along with something that takes none.
    ChangesNotTaken,
    /// What only a reviewer of this project decides.
    ReviewersOnly,
    /// What only those who report this project decide.
    ReportersOnly,
    /// A review of what the reviewer has filed, in whatever role.
    OwnReport,
    /// A step of a question without the words that it needs.
    WordsMissing,
    /// A question is closed, or asked about again, that nobody has answered.
    NotAnswered,
    /// So much was said about a question that nothing more is added to it.
    QuestionFull,
    /// A question that does not exist, or is closed or taken back.
    QuestionOver,
    /// The month is locked: what arrives for one of its reports is not taken.
    MonthLocked,
    /// A month is to be opened again that is not locked.
    MonthNotLocked,
    /// A decision about a month that has changed since it was seen.
    MonthChanged,
    /// A month cannot be locked: the detail names the projects and what is open about them.
    LockBlocked,
    /// What only the office at the end of the chain decides.
    OfficeOnly,
    /// More time without the day until which it is given.
    DayMissing,
    /// More time, or an excuse, for nobody.
    NobodyNamed,
    /// An acceptance before 联络员 has passed it.
    AwaitsLiaison,
    /// An acceptance before 责任专员 has passed it.
    AwaitsUnitLead,
    /// An acceptance before 统筹协调人 has passed it.
    AwaitsCoordinator,
    /// An acceptance before 市重点办 has passed it.
    AwaitsCityOffice,
    /// An acceptance before 自治区重大办 has passed it.
    AwaitsRegionOffice,
    /// A return to a step that the report has not passed, or that is not before the reviewer's own.
    NoSuchStep,
    /// What only the office decides about the plan.
    PlanOfficeOnly,
    /// Another version of the project's plan came between.
    PlanChanged,
    /// A version that would change the plan of a closed month; the detail names it.
    PlanMonthLocked,
    /// 调出 without a cause.
    CauseMissing,
    /// A unit that there is not, or none at all; the detail names it.
    UnitUnknown,
    /// An area that the profile does not have; the detail names it.
    AreaUnknown,
    /// A category, a level, or a class or value, that the profile does not have; the detail names it.
    ClassUnknown,
    /// A change of nature that M114 does not let through.
    NatureWrong,
    /// 打包 that is counted twice, or a bundle within a bundle; the detail says which.
    BundleWrong,
    /// What is said to be decided is not what the row does.
    PlanMismatch,
    /// A version that changes nothing.
    PlanUnchanged,
    /// A proposal that is answered or taken back already, or never was.
    ProposalGone,
    /// So much was proposed for a project in a year that nothing more is.
    PlanLogFull,
    /// A report of a bundle (打包项目), whose parts report.
    ReportedByParts,
    /// A person, or the list, has changed since it was seen.
    PersonsChanged,
    /// A person who is not in the list, or is in it already.
    PersonGone,
    /// So much was said about a project's persons that nothing more is.
    PersonsFull,
    /// A kind of person that the profile does not have; the detail names it.
    PersonKindUnknown,
    /// A person cannot be entered so; the detail says what is wrong.
    PersonWrong,
    /// Something is to be published of a month that is not locked.
    PublicationOpen,
    /// An edition is to be published that is not the newest.
    PublicationOutdated,
    /// The edition that is to be published is not made yet: the lock is on its way.
    PublicationTooEarly,
    /// Nothing is named that is to be published.
    PublicationEmpty,
    /// A document cannot be published; the detail says which and why.
    PublicationUnsound,
    /// A publication that is taken back already, or never was.
    PublicationGone,
    /// So much was published of a month that nothing more is.
    PublicationsFull,
    /// A figure that the profile does not have; the detail names it.
    StatisticUnknown,
    /// A figure cannot be entered so; the detail says what is wrong.
    FigureWrong,
    /// A figure that is not there is to be cleared.
    FigureGone,
    /// A figure, or the list, has changed since it was seen.
    StatisticsChanged,
    /// So much was entered for a month that nothing more is.
    StatisticsFull,
    /// A letter cannot be entered so; the detail says what is wrong.
    LetterWrong,
    /// A letter that is not in the ledger, is in it already, or is void.
    LetterGone,
    /// A letter, or the ledger, has changed since it was seen.
    LettersChanged,
    /// So many letters were entered for a month that nothing more is.
    LettersFull,
    /// A summary cannot be written or decided so; the detail says what is wrong.
    SummaryWrong,
    /// A summary has changed since it was seen.
    SummaryChanged,
    /// So much was written in a summary that nothing more is.
    SummaryFull,
    /// A newer server's word that this program does not know.
    #[serde(other)]
    Unknown,
}

impl Refusal {
    /// Too early: somebody in this role reviews before.
    pub const fn awaiting(role: Role) -> Self {
        match role {
            Role::Liaison => Self::AwaitsLiaison,
            Role::UnitLead => Self::AwaitsUnitLead,
            Role::CountyCoordinator => Self::AwaitsCoordinator,
            Role::CityOffice => Self::AwaitsCityOffice,
            Role::RegionOffice => Self::AwaitsRegionOffice,
            Role::Clerk | Role::Supervisor | Role::Admin => Self::NotForReview,
        }
    }

    /// What happened and what to do.
    #[expect(
        clippy::too_many_lines,
        reason = "the words of each refusal, one after the other"
    )]
    pub const fn words(self) -> Words {
        match self {
            Self::AlreadySubmitted => words(
                "另一台设备已经上报了这份月报；本机的修改仍在，请核对后重新上报",
                "Another device has handed this report in; your changes are still here: review and submit again",
            ),
            Self::ConflictGone => words(
                "这处冲突已经处理过了",
                "This conflict has already been settled",
            ),
            Self::OutsideConflict => words(
                "处理冲突时只能改动冲突的栏目",
                "Only the boxes in conflict can be changed when settling it",
            ),
            Self::CannotVoid => words(
                "作废需要写明原因，且须已有这份月报",
                "Declaring void needs a reason, and a report",
            ),
            Self::PreviousRefused => words(
                "前一次修改没有被接受，请先更正前一次",
                "The change before this one was refused: correct that one first",
            ),
            Self::PreviousMissing => words(
                "前一次修改还没有到达，将自动重传",
                "The change before this one has not arrived; it will be sent again",
            ),
            Self::NotYours => words(
                "该项目不在计划内，或不由本单位填报，请与市重点办核对",
                "This project is not in the plan or not your unit's to report; ask the city office",
            ),
            Self::UnknownBase => words(
                "服务器没有修改所依据的版本（可能刚从备份恢复）；填写的内容都在，请核对后重新上报",
                "The server has not got the revision this was made against (it may have been restored from a backup); all that was filled in is here: review and submit again",
            ),
            Self::FormVersion => words(
                "表单版本不被服务器接受，请刷新页面以更新程序",
                "The server does not take this form version: reload the page to update",
            ),
            Self::IdReused => words(
                "这个操作编号已被使用过，内容或用户不同，已拒绝",
                "This operation id was used before with other content or by another user",
            ),
            Self::Malformed => words(
                "服务器读不懂这次修改，未写入；填写的内容都在，请按提示更正后重新上报",
                "The server could not read this change and wrote nothing; all that was filled in is here: correct what is named and submit again",
            ),
            Self::Unknown => words(
                "服务器没有接受，原因是本程序尚不认识的；填写的内容都在，请刷新页面以更新程序",
                "The server did not take this, for a reason this program does not know; all that was filled in is here: reload the page to update",
            ),
            Self::MonthNotOpen => words("该月份尚未开始，不能上报", "This month has not begun yet"),
            Self::Overtaken => words(
                "这份月报在您查看之后又有变化，请重新查看后再办理",
                "This report has changed since you looked at it: look again, then decide",
            ),
            Self::NotForReview => words(
                "只有已上报、尚未经过您这一步的月报才能通过或退回",
                "Only a report that is submitted and has not passed your step yet can be accepted or returned",
            ),
            Self::AwaitsLiaison => words(
                "这份月报还没有经过联络员，请等联络员审核后再通过；需要更正的可以直接退回",
                "The liaison has not reviewed this report yet: accept it afterwards, or return it now if it is wrong",
            ),
            Self::AwaitsUnitLead => words(
                "这份月报还没有经过责任专员，请等责任专员确认后再通过；需要更正的可以直接退回",
                "The unit lead has not confirmed this report yet: accept it afterwards, or return it now if it is wrong",
            ),
            Self::AwaitsCoordinator => words(
                "这份月报还没有经过县区统筹协调人，请等统筹协调人审核后再通过；需要更正的可以直接退回",
                "The county coordinator has not reviewed this report yet: accept it afterwards, or return it now if it is wrong",
            ),
            Self::AwaitsCityOffice => words(
                "这份月报还没有经过市重点办，请等市重点办审核后再通过；需要更正的可以直接退回",
                "The city office has not reviewed this report yet: accept it afterwards, or return it now if it is wrong",
            ),
            Self::AwaitsRegionOffice => words(
                "这份月报还没有经过自治区重大办，请等自治区重大办审核后再通过；需要更正的可以直接退回",
                "The region office has not reviewed this report yet: accept it afterwards, or return it now if it is wrong",
            ),
            Self::NoSuchStep => words(
                "只能退回给这份月报已经过、且在您之前的一步，请重新选择退回给谁",
                "A report is returned only to a step that it has passed, before your own: choose again whom it goes back to",
            ),
            Self::ConflictsOpen => words(
                "月报还有未处理的填报冲突，不能审定；请填报单位先处理，或写明意见退回",
                "The report has open conflicts and cannot be accepted: let the reporting unit settle them, or return it with a comment",
            ),
            Self::CommentMissing => words(
                "退回须写明意见，请写清哪里要改、怎么改",
                "Returning a report needs a comment: write what is to be changed, and how",
            ),
            Self::CommentTooLong => words(
                "意见超过 10000 字，请压缩后再办理",
                "The comment has more than 10,000 characters: shorten it, then decide",
            ),
            Self::ChangesNotTaken => words(
                "审定、退回、作废时不能同时改动栏目，请先上报改动",
                "Boxes cannot be changed while accepting, returning or declaring void: submit the change first",
            ),
            Self::ReviewersOnly => words(
                "这一步由该项目的审核人办理，请与县区发改局或市重点办联系",
                "Only a reviewer of this project can do this: ask the county's coordinator or the city office",
            ),
            Self::OwnReport => words(
                "您填报过这份月报或提出过这项修改，须由他人审核",
                "You have filed this report, or proposed this change, yourself: somebody else has to review it",
            ),
            Self::WordsMissing => words("请写明内容", "Write what it is about"),
            Self::NotAnswered => words(
                "这条疑问还没有答复，不能办结或追问；不再需要的可以撤回",
                "This question has no answer yet and cannot be closed or asked again; take it back if it is not needed",
            ),
            Self::QuestionFull => words(
                "这条疑问里的内容已经太多，请办结或撤回，另提一条",
                "Too much was said about this question: close it or take it back, and ask another",
            ),
            Self::QuestionOver => words(
                "这条疑问已经办结或撤回；写好的内容都在",
                "This question is closed or was taken back; what you wrote is still here",
            ),
            Self::MonthLocked => words(
                "该月已封账，暂不收改动；填写的内容都在本机，重新开放更正后自动上报。急需更正的，请与市重点办联系",
                "This month is locked and takes no change now; all that was filled in is on this device and is handed in once the month is opened for corrections: ask the city office",
            ),
            Self::MonthNotLocked => words(
                "该月没有封账，不需要重新开放",
                "This month is not locked and needs no reopening",
            ),
            Self::MonthChanged => words(
                "该月在您查看之后又有变化，请重新查看后再办理",
                "This month has changed since you looked at it: look again, then decide",
            ),
            Self::LockBlocked => words(
                "还不能封账：请先处理所列项目，或把它们确认为缺报",
                "The month cannot be locked yet: settle the projects that are named, or confirm them as missing",
            ),
            Self::OfficeOnly => words(
                "封账、更正、延期、免责、发布、统计数据和函件由末级审定单位办理，请与其联系",
                "Only the office at the end of the review chain locks and reopens months, extends, excuses, publishes, enters statistics and sends letters: ask there",
            ),
            Self::DayMissing => words(
                "延期须写明延到哪一天",
                "An extension needs the day until which it is given",
            ),
            Self::NobodyNamed => words(
                "请写明是哪个单位或哪些项目",
                "Name the unit or the projects that it is for",
            ),
            Self::PlanOfficeOnly => words(
                "计划由末级审定单位核定；本单位可以申报，由其审查",
                "Only the office at the end of the review chain decides about the plan: propose the change, and it will be examined",
            ),
            Self::PlanChanged => words(
                "该项目的计划在您填写之后又有变化，请按最新计划重新填写",
                "The plan of this project has changed since this was written: look at it again and write it anew",
            ),
            Self::PlanMonthLocked => words(
                "生效月份已封账，封账月份的计划不再变动；请改从未封账的月份起生效，或先重新开放该月",
                "The change would reach into a month that is locked, whose plan stays as it was: let it count from an open month on, or have the month opened again",
            ),
            Self::CauseMissing => words(
                "调出须选择原因（客观：宏观调控、产业政策；主观：责任单位、项目业主）",
                "An exit needs its cause: macro control or industrial policy, the unit in charge or the owner",
            ),
            Self::UnitUnknown => words(
                "责任单位不存在或未填，请从单位列表中选择",
                "A unit in charge is missing or unknown: choose it from the list of units",
            ),
            Self::AreaUnknown => words(
                "建设地点不在配置的区划内，请从列表中选择",
                "The area is not one of the profile's: choose it from the list",
            ),
            Self::ClassUnknown => words(
                "行业、层级或分类不在配置之内，请从列表中选择",
                "A category, level or class is not one of the profile's: choose it from the list",
            ),
            Self::NatureWrong => words(
                "性质与年度计划不符：预备项目不列年度计划；预备转为实施项目须同时给出年度计划投资；续建、竣工项目不能改为新开工",
                "Nature and annual plan do not fit: a 预备 project has no annual plan, one that is to be implemented from now on needs one, and what is under construction cannot become 新开工",
            ),
            Self::BundleWrong => words(
                "打包关系有误，请核对所属打包项目",
                "Bundle and parts do not fit together: look at the bundle that is named",
            ),
            Self::PlanMismatch => words(
                "变更种类与计划内容不符：调出须填末报月份且早于生效月份，增补须是尚未在计划内的项目，性质变更须改性质",
                "What is said to be decided is not what the row says: an exit has its last month before the change counts, a supplement is of a project that is not in the plan, a change of nature changes it",
            ),
            Self::PlanUnchanged => words(
                "与现行计划相同，没有改动",
                "This is the plan as it stands: nothing would change",
            ),
            Self::ProposalGone => words(
                "这项申报已经答复或撤回",
                "This proposal has been answered or taken back",
            ),
            Self::PlanLogFull => words(
                "该项目本年申报过多，请与市重点办联系",
                "Too much was proposed for this project this year: ask the city office",
            ),
            Self::ReportedByParts => words(
                "打包项目由其子项目分别填报，本身不填月报；填写的内容都在，请改填子项目",
                "The parts of a bundle report, and the bundle itself does not; all that was filled in is here: report the parts instead",
            ),
            Self::PersonsChanged => words(
                "这位责任人在您查看之后又有变化，请按最新内容重新填写",
                "This person was changed since you looked: look again and write it anew",
            ),
            Self::PersonsFull => words(
                "这个项目的责任人变更次数过多，不再接受，请与市重点办联系",
                "The persons of this project were changed too often: ask the city office",
            ),
            Self::PersonGone => words(
                "责任人名单里没有这一条，或已有这一条，请重新查看",
                "This person is not in the list, or is in it already: look again",
            ),
            Self::PersonKindUnknown => words(
                "配置里没有这一类责任人，请从列表中选择",
                "The profile has no such kind of person: choose one from the list",
            ),
            Self::PersonWrong => words(
                "责任人信息有误，请按提示更正",
                "The person cannot be entered so: correct what is named",
            ),
            Self::PublicationOpen => words(
                "该月尚未封账或正在更正，不能发布；请先封账",
                "This month is not locked, or open for corrections: lock it before anything of it is published",
            ),
            Self::PublicationOutdated => words(
                "该月已有更新的一版，请核对后发布最新一版",
                "There is a newer edition of this month: look at it, and publish that",
            ),
            Self::PublicationTooEarly => words(
                "封账还没有送达服务器，版次未定；请在同步之后再发布",
                "The lock has not reached the server and its edition is not made yet: publish after the next sync",
            ),
            Self::PublicationEmpty => words(
                "请选择要发布的文件",
                "Choose the documents that are to be published",
            ),
            Self::PublicationUnsound => words(
                "所列文件不能发布，全部未发布：请按所列原因处理，或去掉这些文件后再发布",
                "The documents that are named cannot be published, and none was: settle what is said of them, or publish without them",
            ),
            Self::PublicationGone => words(
                "没有这次发布，或已经撤回",
                "There is no such publication, or it was taken back already",
            ),
            Self::PublicationsFull => words(
                "该月发布次数过多，不再接受",
                "Too much was published of this month: nothing more is taken",
            ),
            Self::StatisticUnknown => words(
                "配置里没有这项统计数据，请从列表中选择",
                "The profile has no such statistic: choose one from the list",
            ),
            Self::FigureWrong => words(
                "统计数据有误，请按提示更正",
                "The figure cannot be entered so: correct what is named",
            ),
            Self::FigureGone => words(
                "这项数据还没有录入，不需要清除",
                "This figure is not there and needs no clearing",
            ),
            Self::StatisticsChanged => words(
                "这项数据在您查看之后又有变化，请按最新内容重新录入",
                "This figure was changed since you looked: look again and enter it anew",
            ),
            Self::StatisticsFull => words(
                "该月统计数据录入次数过多，不再接受",
                "The statistics of this month were changed too often",
            ),
            Self::LetterWrong => words(
                "函件有误，请按提示更正",
                "The letter cannot be entered so: correct what is named",
            ),
            Self::LetterGone => words(
                "台账里没有这份函件，或已有、已作废，请重新查看",
                "This letter is not in the ledger, is in it already or is void: look again",
            ),
            Self::LettersChanged => words(
                "这份函件在您查看之后又有变化，请重新查看后再办理",
                "This letter was changed since you looked: look again, then decide",
            ),
            Self::LettersFull => words(
                "该月函件登记次数过多，不再接受",
                "So many letters were entered for this month that nothing more is",
            ),
            Self::SummaryWrong => words(
                "总结不能这样填写或办理，请按提示处理",
                "The summary cannot be written or decided so: see what is named",
            ),
            Self::SummaryChanged => words(
                "这份总结在您查看之后又有变化；您写的内容还在本机，请对照最新内容重新填写",
                "This summary was changed since you looked; what you wrote is still on this device: look again and write it anew",
            ),
            Self::SummaryFull => words(
                "这份总结改动次数过多，不再接受改动，请直接上报",
                "This summary was changed too often and takes no more: hand it in as it is",
            ),
            Self::ReportersOnly => words(
                "这一步由填报单位办理；需要改动的，请写明意见退回",
                "Only the reporting unit can do this: return the report with a comment instead",
            ),
        }
    }
}
