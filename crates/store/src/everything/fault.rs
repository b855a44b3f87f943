//! What can be wrong, in words.

use serde::Serialize;
use yuebao_domain::text::{Words, words};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub trouble: Trouble,
    /// For example `road 2022-05 rev 3`.
    pub place: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// A page is damaged, or an index does not agree with its table.
    Page,
    /// A row refers to one that is not there.
    Reference,
    /// An entry of the audit log is missing.
    EntryMissing,
    /// An entry does not fit the hashes before and after it.
    LinkBroken,
    /// The last entries are missing.
    EndMissing,
    /// An operation is not in the audit log.
    NotEntered,
    /// The log knows an operation that is not there.
    OperationMissing,
    /// An operation, its revision or its conflicts are not what was entered.
    OperationDiffers,
    /// What is stored of an operation is not what was sent.
    ContentDiffers,
    /// An account is not what was entered.
    AccountDiffers,
    /// A row of the plan or a unit is not what was entered.
    PlanDiffers,
    /// A report's revisions do not count up from 1.
    RevisionMissing,
    /// A revision is not what the operation makes of the one before.
    ReplayDiffers,
    /// The current row is not the last revision.
    CurrentDiffers,
    /// Devices would not be told of a report.
    NotTold,
    /// An edition is not the one that its month was locked with.
    EditionDiffers,
    /// An edition that its month was locked with is not there.
    EditionMissing,
    /// The log makes another edition of the revisions that it names.
    EditionNotMade,
    /// The plan in an edition is not what was entered by the time of its lock.
    EditionPlanDiffers,
    /// A published document is not the one that its publication sealed.
    PublishedDiffers,
    /// A document that was published is not there.
    PublishedMissing,
    /// A stored value cannot be read.
    Unreadable,
}

impl Trouble {
    /// One sentence.
    pub const fn words(self) -> Words {
        match self {
            Self::Page => words(
                "数据库文件有损坏的页",
                "a page of the database file is damaged",
            ),
            Self::Reference => words(
                "一行所引用的另一行不存在",
                "a row refers to one that is not there",
            ),
            Self::EntryMissing => words(
                "审计日志缺少一条记录",
                "an entry of the audit log is missing",
            ),
            Self::LinkBroken => words(
                "审计日志的链在此断开：该条或其前一条被改动过",
                "the chain of the audit log breaks here: this entry or the one before was changed",
            ),
            Self::EndMissing => words(
                "审计日志末尾的记录被删除",
                "entries were removed from the end of the audit log",
            ),
            Self::NotEntered => words(
                "该操作或账号没有进入审计日志",
                "this operation or account is not in the audit log",
            ),
            Self::OperationMissing => words(
                "审计日志中的操作已不存在",
                "an operation that the audit log knows is not there",
            ),
            Self::OperationDiffers => words(
                "操作、其版本或其冲突与审计日志不符",
                "the operation, its revision or its conflicts differ from the audit log",
            ),
            Self::ContentDiffers => words(
                "存储的操作与当时收到的不同",
                "the operation is not stored as it was received",
            ),
            Self::AccountDiffers => words(
                "账号的角色、单位或状态与审计日志不符",
                "the account's role, unit or state differs from the audit log",
            ),
            Self::PlanDiffers => words(
                "计划或单位与审计日志不符",
                "the plan row or unit differs from the audit log",
            ),
            Self::RevisionMissing => {
                words("月报缺少一个版本", "a revision of the report is missing")
            }
            Self::ReplayDiffers => words(
                "按操作重新合并得到的内容与存储的版本不同",
                "merging the operation again gives other boxes than the stored revision",
            ),
            Self::CurrentDiffers => words(
                "月报的当前内容不是其最后一个版本",
                "the report's current row is not its last revision",
            ),
            Self::NotTold => words(
                "变更序列中没有这份月报，其他设备不会收到",
                "the feed does not have this report: devices would not be told",
            ),
            Self::EditionDiffers => words(
                "封账版本不是当时封存的内容",
                "the edition is not what was frozen when the month was locked",
            ),
            Self::EditionMissing => words(
                "封账时封存的版本已不存在",
                "an edition that was frozen when the month was locked is not there",
            ),
            Self::EditionNotMade => words(
                "按日志中的各版本月报重做，得到的封账版本与存储的不同",
                "the revisions in the log make another edition than the stored one",
            ),
            Self::EditionPlanDiffers => words(
                "封账版本中的计划与封账时审计日志中的计划不符",
                "the plan in the edition differs from what the audit log had when the month was locked",
            ),
            Self::PublishedDiffers => words(
                "已发布的文件不是发布时封存的内容",
                "a published document is not what was sealed when it was published",
            ),
            Self::PublishedMissing => words(
                "已发布的文件已不存在",
                "a document that was published is not there",
            ),
            Self::Unreadable => words("存储的值无法读取", "a stored value cannot be read"),
        }
    }
}
