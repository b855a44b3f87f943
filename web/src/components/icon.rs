//! Icons, drawn in line; always beside a word.

use yew::{Html, html};

/// What an icon means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Done, stored, in order.
    Check,
    /// Wrong.
    Cross,
    /// Take heed.
    Warn,
    /// For your information.
    Info,
    /// A draft; to be filled.
    Pen,
    /// Nothing yet.
    Circle,
    /// Under way.
    Sync,
    /// On its way up.
    Up,
    /// Without a connection.
    Offline,
    /// Two values for one box.
    Split,
    /// To be explained.
    Speech,
    /// A question.
    Ask,
    /// A person; a login.
    Person,
    /// A calendar; a deadline.
    Calendar,
    /// Search.
    Search,
    /// Back, the month before.
    Left,
    /// On, the month after.
    Right,
    /// Open below.
    Down,
    /// A list of tasks.
    List,
    /// A table of totals.
    Table,
    /// An inbox.
    Inbox,
    /// Add one.
    Plus,
    /// Remove.
    Bin,
    /// Take a change back.
    Undo,
    /// A file to keep.
    Download,
    /// A file to read.
    Upload,
    /// Close.
    Close,
    /// Print.
    Print,
    /// A decision about a report.
    Stamp,
    /// What was there before.
    Clock,
    /// A tablet.
    Tablet,
    /// The plan.
    Book,
    /// What is published.
    Megaphone,
    /// Figures of the statistics.
    Chart,
    /// A letter.
    Letter,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "M20 6 9 17l-5-5",
            Self::Cross => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M15 9l-6 6M9 9l6 6",
            Self::Warn => "M12 4 2.5 20h19zM12 10v4M12 17v.01",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.01",
            Self::Pen => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
            Self::Circle => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16",
            Self::Sync => "M20 5v5h-5M4 19v-5h5M19 10a7.5 7.5 0 0 0-13-3M5 14a7.5 7.5 0 0 0 13 3",
            Self::Up => "M12 20V5M6 11l6-6 6 6",
            Self::Offline => {
                "M3 3l18 18M8 17a5 5 0 0 1 8 0M5 13a9 9 0 0 1 5-2.7M14 10.500a9 9 0 0 1 5 2.500M2 9a13 13 0 0 1 5-3.200M11 5a13 13 0 0 1 11 4"
            }
            Self::Split => "M12 20v-7L5 6M12 13l7-7M5 11V6h5M14 6h5v5",
            Self::Speech => "M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5",
            Self::Ask => {
                "M4 4h16v12H10l-5 4v-4H4zM10 8.500a2 2 0 1 1 2.500 2c-.4.1-.5.4-.5.8M12 13.200v.01"
            }
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 20a8 8 0 0 1 16 0",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M21 21l-5-5",
            Self::Left => "M15 5l-7 7 7 7",
            Self::Right => "M9 5l7 7-7 7",
            Self::Down => "M5 9l7 7 7-7",
            Self::List => "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
            Self::Table => "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
            Self::Inbox => "M4 14 6 5h12l2 9v5H4zM4 14h5l1 2h4l1-2h5",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Undo => "M9 6L4 11l5 5M4 11h10a6 6 0 0 1 0 12h-3",
            Self::Bin => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::Upload => "M12 16V5M7 9l5-5 5 5M5 20h14",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Stamp => "M9 13V9a3 3 0 1 1 6 0v4h3a2 2 0 0 1 2 2v2H4v-2a2 2 0 0 1 2-2zM5 21h14",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 3",
            Self::Book => "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6",
            Self::Megaphone => "M4 10v4h4l10 5V5L8 10zM8 14v5h3l1-3",
            Self::Chart => "M3 20h18M6 20v-6M11 20V5M16 20v-9",
            Self::Letter => "M3 6h18v12H3zM3 7l9 6 9-6",
            Self::Tablet => "M6 3h12v18H6zM11 18h2",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
        }
    }

    /// The icon, hidden from screen readers: the word beside it says the same.
    pub fn view(self) -> Html {
        html! {
            <svg class="yb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d={self.path()} />
            </svg>
        }
    }
}
