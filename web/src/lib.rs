//! yuebao-web
