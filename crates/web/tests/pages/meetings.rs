//! Meetings by pages alone: the Maidstone spring of 2015, every refusal, two clerks at once, and who may do what.

mod forms;
mod refusing;
mod spring;
