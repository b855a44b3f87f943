//! Check characters of project codes and unified social credit codes.
