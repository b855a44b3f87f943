//! yuebao-server
