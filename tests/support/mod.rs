//! What several tests share; each uses its part.

#![allow(dead_code, reason = "each test uses its part")]

pub mod answers;
pub mod expressions;
