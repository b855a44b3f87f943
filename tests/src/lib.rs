//! yuebao-tests
